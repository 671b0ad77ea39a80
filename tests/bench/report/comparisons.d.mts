// Types of comparisons.mjs.
export interface Comparison {
  readonly what: string;
  readonly neighbour: string;
  readonly ours: readonly [bench: string, figure: string];
  readonly theirs: readonly [bench: string, figure: string];
  readonly better: 'less' | 'more';
}
export const comparisons: readonly Comparison[];
