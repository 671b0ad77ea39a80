// Where a mirror is sent: what every kind of target can do.
import { isBuildsOwn } from '../build/folders/mirror-folder.ts';
import { FaultError } from '../content/fault.ts';
import { firstRootPath, type VerifiedMirror } from './verified-mirror.ts';

export interface Sending {
  readonly mirror: VerifiedMirror;
  /** Says what would be sent, and sends nothing. */
  readonly dryRun: boolean;
  /** Called with what is at hand now. */
  readonly onProgress: (text: string) => void;
}

/** What was sent, or would be. */
export interface Sent {
  /** In the order in which they went. */
  readonly sent: readonly string[];
  /** Of what was sent, uncompressed. */
  readonly bytes: number;
  /** Files that were there already. */
  readonly there: number;
  readonly deleted: readonly string[];
  /** What the publisher should know besides, in whole sentences. */
  readonly notes: readonly string[];
}

export interface PublishTarget {
  /** As people know it. */
  readonly name: string;
  /**
   * A file of metadata that is there now; null where there is none, or this kind of target keeps none.
   * @param path "metadata/timestamp.json"
   * @throws FaultError where the target cannot be reached
   */
  read(path: string): Promise<Uint8Array | null>;
  /**
   * Sends in steps, so that whoever reads at any moment finds one whole edition; deletes last, and only what builds made.
   * @throws FaultError saying what is there by then, and that the same command goes on
   */
  send(sending: Sending): Promise<Sent>;
  /** Clears away what it made on this computer to work with. */
  close?(): Promise<void>;
}

/**
 * Refuses a place where somebody else's files have the names of ours: they would be overwritten, or deleted.
 * @param there paths that are there, or the folders at the top
 * @throws FaultError
 */
export function refuseForeign(name: string, there: Iterable<string>): void {
  const paths = [...there];
  const foreign = paths.find(isBuildsOwn);
  if (foreign === undefined || paths.includes(firstRootPath)) return;
  const fix = 'name an empty place, or one that was published to before; nothing was sent';
  const message = `has ${foreign} and is not a mirror`;
  throw new FaultError([{ severity: 'error', code: 'publish', file: name, message, fix }]);
}

/** What was sent, by its paths. */
export function sentOf(
  { steps }: VerifiedMirror,
  sent: readonly string[],
  deleted: readonly string[],
  notes: readonly string[] = [],
): Sent {
  const files = steps.flat();
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const bytes = sent.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  return { sent, bytes, there: files.length - sent.length, deleted: [...deleted].sort(), notes };
}
