/** One row of docs/THREATS.md. */
export interface Threat {
  /** The attacker: the heading above it. */
  readonly who: string;
  readonly what: string;
  /** Names in defences.json. */
  readonly defences: readonly string[];
}

export function threatsOf(page: string): Threat[];
