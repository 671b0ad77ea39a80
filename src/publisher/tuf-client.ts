// `nishan tuf-client`: the core as a plain TUF client with the command protocol of the public conformance suite. Strict
// about dates, unlike the app.
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameBytes } from '../core/bytes.ts';
import { AppError, isAppError } from '../core/errors.ts';
import type { Source } from '../core/ports.ts';
import type { FoundTarget } from '../core/tuf/delegations.ts';
import { encodeRoleName, maxMetadataBytes, parseMetadata } from '../core/tuf/metadata.ts';
import { type Refreshed, refresh } from '../core/tuf/refresh.ts';
import { verifyTarget } from '../core/tuf/verify-target.ts';
import { makeFolders } from './make-folders.ts';
import { writeAtomically } from './tuf/atomic-write.ts';
import { describeClientFailure } from './tuf/client-words.ts';
import { folderStore, readBounded, readUpTo, shortName } from './tuf/folder-store.ts';
import { httpSource } from './tuf/http-source.ts';
import { nodeVerifiers } from './tuf/node-verifiers.ts';

/** A target is held in memory until its hash is known. */
const maxTargetBytes = 268_435_456;

const usage = `nishan tuf-client: check any TUF repository with the code that the app uses

  nishan tuf-client --metadata-dir DIR init ROOT_FILE
      trust this root from now on; a folder that trusts another one is left as it is
  nishan tuf-client --metadata-dir DIR --metadata-url URL refresh
      bring the metadata in DIR up to date
  nishan tuf-client --metadata-dir DIR --metadata-url URL --target-name PATH [--target-name PATH …]
                    --target-base-url URL --target-dir DIR download
      refresh, then fetch targets that are not there yet

Exit code 0 when everything succeeded, else 1. What verified is kept even when a later step fails.
`;

const optionNames = ['metadata-dir', 'metadata-url', 'target-name', 'target-base-url', 'target-dir'] as const;
type OptionName = (typeof optionNames)[number];

interface Parsed {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<OptionName, readonly string[]>;
}

/** A mistake on the command line; the usage is shown. */
class UsageError extends Error {}

/**
 * Runs one command.
 * @param argv what stands after "tuf-client"; options may stand before or after the command word
 * @returns the exit code: 0 when everything succeeded, else 1
 */
export async function tufClient(argv: readonly string[]): Promise<number> {
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      process.stdout.write(usage);
      return 0;
    }
    return await run(parseArguments(argv));
  } catch (error) {
    process.stderr.write(
      error instanceof UsageError ? `${error.message}\n\n${usage}` : `${describeClientFailure(error)}\n`,
    );
    return 1;
  }
}

async function run(parsed: Parsed): Promise<number> {
  const [command, ...rest] = parsed.words;
  const folder = one(parsed, 'metadata-dir');
  if (command === 'init' && rest.length === 1) return init(folder, rest[0] ?? '');
  if (rest.length > 0) throw new UsageError(`What is "${rest[0]}"?`);
  if (command === 'refresh') {
    await refreshFolder(folder, httpSource({ metadata: url(parsed, 'metadata-url') }));
    return 0;
  }
  if (command === 'download') return download(parsed, folder);
  throw new UsageError('Say init, refresh or download.');
}

async function init(folder: string, rootFile: string): Promise<number> {
  const root = await readUpTo(rootFile, maxMetadataBytes.root);
  if (!root) throw new AppError('format/too-long', { path: rootFile, want: maxMetadataBytes.root });
  const { signed } = parseMetadata('root', root);
  const held = await readBounded(join(folder, 'root.json'));
  if (held && !isSameBytes(held, root)) {
    const advice = 'Name another --metadata-dir, or remove that one to begin anew';
    throw new Error(`${folder} trusts another root already, and root ${signed.version} does not replace it. ${advice}`);
  }
  await makeFolders(folder);
  await writeAtomically(join(folder, 'root.json'), root);
  return 0;
}

async function refreshFolder(folder: string, source: Source): Promise<Refreshed> {
  const root = await readBounded(join(folder, 'root.json'));
  if (!root) throw new AppError('source/missing', { path: join(folder, 'root.json') });
  // §5.1: the one time of the run.
  const options = { root, now: new Date(), verifiers: nodeVerifiers, expiry: 'strict' } as const;
  return refresh(folderStore(folder), source, options);
}

async function download(parsed: Parsed, folder: string): Promise<number> {
  const source = httpSource({ metadata: url(parsed, 'metadata-url'), targets: url(parsed, 'target-base-url') });
  const into = one(parsed, 'target-dir');
  const names = parsed.options.get('target-name');
  if (!names) throw new UsageError('Which target? --target-name PATH');
  await makeFolders(into);
  // A target called root.json would become the root that is trusted.
  if ((await realpath(into)) === (await realpath(folder))) {
    throw new UsageError('--target-dir must be another folder than --metadata-dir.');
  }
  const trusted = await refreshFolder(folder, source);
  let failures = 0;
  for (const name of names) {
    try {
      await downloadTarget(trusted, source, into, name);
    } catch (error) {
      process.stderr.write(`${describeClientFailure(error)}\n`);
      failures++;
    }
  }
  return failures === 0 ? 0 : 1;
}

async function downloadTarget(trusted: Refreshed, source: Source, into: string, name: string): Promise<void> {
  const target = await trusted.findTarget(name);
  if (!target) throw new AppError('trust/not-signed-for', { section: '5.7.2', path: name });
  if (target.length > maxTargetBytes) throw new AppError('source/too-long', { path: name, got: target.length });
  const file = join(into, shortName(encodeRoleName(name)));
  if (await isThere(target, file)) return;
  const limits = { maxBytes: target.length, ...(target.sha256 !== undefined && { sha256: target.sha256 }) };
  const bytes = await source.read(target.mirrorPath, limits, (offered) => verifyTarget(target, offered));
  if (!bytes) throw new AppError('source/missing', { section: '5.7.3', path: name });
  await writeAtomically(file, bytes);
}

// §5.7.3 again: what is in the folder counts only when it is what is signed now.
async function isThere(target: FoundTarget, file: string): Promise<boolean> {
  try {
    const bytes = await readUpTo(file, target.length);
    if (!bytes) return false;
    verifyTarget(target, bytes);
    return true;
  } catch (error) {
    if (isAppError(error) || (error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

// By hand: the values may begin with "-", and options stand on either side of the command word.
function parseArguments(argv: readonly string[]): Parsed {
  const words: string[] = [];
  const options = new Map<OptionName, readonly string[]>();
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = optionNames.find((known) => known === word.slice(2, equals < 0 ? undefined : equals));
    if (!name) throw new UsageError(`There is no option ${word}.`);
    const value = equals < 0 ? argv[++i] : word.slice(equals + 1);
    if (value === undefined) throw new UsageError(`${word} wants a value.`);
    options.set(name, [...(options.get(name) ?? []), value]);
  }
  return { words, options };
}

function one(parsed: Parsed, name: OptionName): string {
  const values = parsed.options.get(name);
  if (values?.length !== 1 || !values[0]) throw new UsageError(`One --${name} is needed.`);
  return values[0];
}

function url(parsed: Parsed, name: OptionName): string {
  const value = one(parsed, name);
  if (!/^https?:\/\//.test(value)) throw new UsageError(`--${name} wants an http address, not "${value}".`);
  return value;
}
