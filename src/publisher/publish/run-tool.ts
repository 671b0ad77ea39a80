// Runs another program and waits: its output as bytes, its failure as one clear line. Arguments are never read by a shell.
import { spawn } from 'node:child_process';
import { FaultError, plainLine } from '../content/fault.ts';

export interface ToolOptions {
  /** Goes to its standard input. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Variables that it must not inherit, by name. */
  readonly without?: RegExp;
  /** Exit codes besides 0 that are an answer. */
  readonly mayEnd?: readonly number[];
  /** How to get the program. */
  readonly get: string;
  /** A failure that this program is known to end with, said in ours; null for one that it says well enough itself. */
  readonly explain?: (code: number | null, words: string) => Explained | null;
}

export interface Explained {
  readonly file: string;
  readonly message: string;
  readonly fix: string;
}

export interface Ran {
  readonly code: number;
  readonly out: Buffer;
}

/** An answer of a tool is a list of files or one file of metadata. */
const maxOutput = 134_217_728;

/** @throws FaultError where the program is missing or fails */
export function runTool(tool: string, args: readonly string[], options: ToolOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, [...args], { env: environment(options), stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let length = 0;
    let words = '';
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      if (length > maxOutput) child.kill();
      else out.push(part);
    });
    child.stderr.on('data', (part: Buffer) => {
      words = (words + part.toString('utf8')).slice(-4_000);
    });
    child.once('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      reject(isMissing ? stop(tool, 'is not installed', options.get) : error);
    });
    child.once('close', (code, signal) => {
      if (code !== null && (code === 0 || options.mayEnd?.includes(code))) {
        return resolve({ code, out: Buffer.concat(out) });
      }
      const known = options.explain?.(code, words);
      if (known) return reject(stop(known.file, known.message, known.fix));
      const last = lastWords(words);
      const message = `ended with ${code ?? signal}${last === '' ? '' : `: ${last}`}`;
      reject(stop(titleOf(tool, args), message, 'mend that and run the same command again: it goes on'));
    });
    // A program that ends before it has read all says why by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
  });
}

/** What went wrong stands at the end, before git's hints for people at work in a repository. */
function lastWords(words: string): string {
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'));
  return plainLine(lines.slice(-3).join(' ')).replace(/[.\s]+$/, '');
}

/** "git push", but "rsync" alone: an option says nothing about what was tried. */
function titleOf(tool: string, [first = '']: readonly string[]): string {
  return first === '' || first.startsWith('-') ? tool : `${tool} ${first}`;
}

function environment({ env, without }: ToolOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !without?.test(name));
  return { ...Object.fromEntries(inherited), ...env };
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
