// What `nishan doctor` says of one thing: how it stands, and what would mend it.

export interface Finding {
  /** Stable, for scripts: "clock". */
  readonly id: string;
  /** `bad` must be mended before a guide is signed or published; `doubtful` should be looked at. */
  readonly level: 'good' | 'doubtful' | 'bad';
  /** A sentence without a full stop. */
  readonly what: string;
  /** What to do; "" where nothing is to be done. */
  readonly mend: string;
}

export function good(id: string, what: string): Finding {
  return { id, level: 'good', what, mend: '' };
}

export function doubtful(id: string, what: string, mend: string): Finding {
  return { id, level: 'doubtful', what, mend };
}

export function bad(id: string, what: string, mend: string): Finding {
  return { id, level: 'bad', what, mend };
}
