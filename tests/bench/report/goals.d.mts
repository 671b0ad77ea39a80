// Types of goals.mjs.
export interface Goal {
  readonly what: string;
  readonly bench: string;
  readonly figure: string;
  readonly goal: string;
  readonly limit: string;
}
export const goals: readonly Goal[];
