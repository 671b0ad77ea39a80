// Types of results.mjs: what is kept of benches, in results.json.
export interface Row {
  readonly figure: string;
  readonly measured: string;
  readonly goal: string;
  readonly note: string;
}
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly browsers: readonly string[];
}
export interface Load {
  readonly before: number;
  readonly most: number;
  readonly others: number | null;
}
/** Rows of one test, and the run that they are of. */
export interface KeptTest {
  readonly name: string;
  readonly date: string;
  readonly commit: string;
  readonly seconds: number;
  readonly load: Load;
  readonly rows: readonly Row[];
}
export interface KeptBench {
  readonly machine: Machine;
  readonly tests: readonly KeptTest[];
  readonly failures: readonly { readonly date: string; readonly what: string; readonly why: string }[];
}
export interface Results {
  readonly machine: Machine | null;
  readonly benches: Readonly<Record<string, KeptBench>>;
}
export interface BenchRun {
  readonly date: string;
  readonly seconds: number;
  readonly machine: Machine & { readonly commit: string };
  readonly load: Load;
  readonly tests: readonly {
    readonly name: string;
    readonly state: string;
    readonly why?: string;
    readonly rows: readonly Row[];
  }[];
  readonly stopped: string | null;
}
export function withRun(results: Results, name: string, run: BenchRun): Results;
