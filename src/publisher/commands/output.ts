// Where a command's words go, so that tests call commands without a process.

export interface Output {
  /** A line of the result: standard output. */
  out(line: string): void;
  /** A line about what went wrong: standard error. */
  err(line: string): void;
  /** What long work is at, overwritten by the next; nothing where nobody watches. */
  progress(text: string): void;
}
