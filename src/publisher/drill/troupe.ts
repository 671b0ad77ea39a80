// The people of a drill: each with a key in a folder of their own, a guide that they publish together, and phones. All of
// it is made up, lies in a temporary folder, and goes through the same code as a real ceremony.
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ingest, type Outcome } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Vault } from '../../core/ports.ts';
import { authorTimestamp, type SigningKey } from '../../core/tuf/author.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { folderSource } from '../build/folders/folder-source.ts';
import { openProposal } from '../ceremony/proposal.ts';
import { initGuide } from '../commands/content/init.ts';
import { mergeCommand, prepareCommand, signCommand } from '../commands/keys/ceremony.ts';
import { newKey } from '../commands/keys/keys.ts';
import { newRoot } from '../commands/keys/root.ts';
import type { Output } from '../commands/output.ts';
import { FaultError } from '../content/fault.ts';
import { openKeyFile } from '../keys/key-file.ts';

const hourMs = 3_600_000;
const silence: Output = { out: () => undefined, err: () => undefined, progress: () => undefined };

async function nobodyToAsk(): Promise<string> {
  throw drillFault('asked for a passphrase, and its keys have none');
}

export class Troupe {
  readonly folder: string;
  #hour: number;
  #proposals = 0;

  /** @param folder its own, empty or a copy of another troupe's */
  constructor(folder: string, hour = 0) {
    this.folder = folder;
    this.#hour = hour;
  }

  get dir(): string {
    return join(this.folder, 'guide');
  }

  get mirror(): string {
    return join(this.folder, 'mirror');
  }

  /** Each thing that happens is an hour later, and all of it was last month. */
  now(): Date {
    const start = Math.floor(Date.now() / 1000) * 1000 - 30 * 24 * hourMs;
    return new Date(start + this.#hour++ * hourMs);
  }

  /** The same people at the same moment, elsewhere. */
  async copy(folder: string): Promise<Troupe> {
    await cp(this.folder, folder, { recursive: true });
    return new Troupe(folder, this.#hour);
  }

  /** Five who may change the keys, three for content, two for timestamps; the first edition is out. */
  async found(): Promise<void> {
    await initGuide({ dir: this.dir, empty: false }, silence);
    await rm(join(this.dir, 'keys'), { recursive: true });
    for (const name of ['root-1', 'root-2', 'root-3', 'root-4', 'root-5', 'ali', 'bano', 'chand', 'time-1', 'time-2']) {
      await this.join(name);
    }
    const out = join(this.folder, 'first-root');
    const root = `3:${this.pubs('root-1', 'root-2', 'root-3', 'root-4', 'root-5')}`;
    const content = `2:${this.pubs('ali', 'bano', 'chand')}`;
    const now = this.now();
    await newRoot({ dir: this.dir, out, root, content, timestamp: `1:${this.pubs('time-1', 'time-2')}`, now }, silence);
    await this.pass(out, ['root-1', 'root-2', 'root-3']);
    await this.publish(['ali', 'bano', 'time-1']);
  }

  async join(name: string): Promise<void> {
    await newKey({ name, in: this.#home(name), plain: true, ask: nobodyToAsk, isTyped: false }, silence);
  }

  pubs(...names: readonly string[]): string {
    return names.map((name) => join(this.#home(name), 'keys', `${name}.pub`)).join(',');
  }

  /** The key itself, as whoever seized it has it. */
  key(name: string): Promise<SigningKey> {
    return openKeyFile(join(this.#home(name), 'keys', `${name}.json`), nobodyToAsk);
  }

  /** A proposal for the next root, as the commands write it. */
  proposalFolder(): string {
    return join(this.folder, `proposal-${++this.#proposals}-${this.#hour}`);
  }

  /** Changes something, and publishes an edition that these people sign. @throws FaultError where they are too few */
  async publish(people: readonly string[]): Promise<void> {
    const path = join(this.dir, 'candidates.csv');
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace(/Mehrab Shafaqi\w*/, `Mehrab Shafaqi${'abcdefghijklmnopqrstuvwxyz'[this.#hour % 26]}`),
    );
    const out = this.proposalFolder();
    await prepareCommand({ dir: this.dir, out, now: at(this.now()), shell: false }, silence);
    await this.pass(out, people);
  }

  /** Signs a proposal and merges it. @throws FaultError where they are too few, or one has no say */
  async pass(proposal: string, people: readonly string[]): Promise<void> {
    const { fingerprint } = await openProposal(proposal);
    const signatures: string[] = [];
    for (const name of people) {
      const out = `${proposal}.${name}.sig`;
      const asks = { ask: nobodyToAsk, askSeen: nobodyToAsk };
      await signCommand(
        { proposal, key: name, in: this.#home(name), fingerprint, instead: false, out, ...asks },
        silence,
      );
      signatures.push(out);
    }
    const where = { guide: this.dir, mirror: this.mirror, now: at(this.now()), car: false, torrent: false };
    await mergeCommand({ proposal, signatures, ...where }, silence);
  }

  /** A phone that took in what the mirror has now. */
  async phone(): Promise<Vault> {
    const vault = memoryVault();
    await this.look(vault);
    return vault;
  }

  /** A phone looks at the mirror. @returns the edition that it has then. @throws AppError where it refuses */
  async look(vault: Vault, mirror = this.mirror): Promise<number> {
    await this.take(vault, mirror);
    return (await vault.readNewest())?.edition ?? 0;
  }

  /** A phone takes what the mirror has. @throws AppError where it refuses */
  async take(vault: Vault, mirror = this.mirror): Promise<Outcome> {
    const root = await readFile(join(this.mirror, 'metadata/1.root.json'));
    const options = { root, now: new Date(), verifiers: ed25519Verifiers, regions: 'all' } as const;
    return ingest(vault, folderSource(mirror), options);
  }

  /** What a seized timestamp key can do: a number that no honest timestamp reaches. @returns a mirror that has it */
  async fastForward(name: string, snapshotVersion: number): Promise<string> {
    const evil = join(this.folder, 'seized-mirror');
    await cp(this.mirror, evil, { recursive: true });
    const expires = new Date(Date.now() + 300 * 24 * hourMs);
    const content = { version: 1_000_000, expires, snapshot: { version: snapshotVersion } };
    await writeFile(join(evil, 'metadata/timestamp.json'), authorTimestamp(content, [await this.key(name)]));
    return evil;
  }

  #home(name: string): string {
    return join(this.folder, 'people', name);
  }
}

function at(now: Date): string {
  return now.toISOString().replace(/\.\d+/, '');
}

/** A drill that does not end as it should: something that people rely on is broken. */
export function drillFault(message: string): FaultError {
  const fix = 'do not hold a ceremony with this version; say what you saw to its makers';
  return new FaultError([{ severity: 'error', code: 'drill', file: 'drill', message, fix }]);
}
