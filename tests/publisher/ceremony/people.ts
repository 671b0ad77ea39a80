// People with a folder and a key each, and one guide that none of them can publish alone.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ingest, type Outcome } from '../../../src/core/ingest/ingest.ts';
import type { Vault } from '../../../src/core/ports.ts';
import type { PublicKey } from '../../../src/core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { openProposal } from '../../../src/publisher/ceremony/proposal.ts';
import {
  mergeCommand,
  type PrepareWords,
  prepareCommand,
  type SignWords,
  signCommand,
} from '../../../src/publisher/commands/keys/ceremony.ts';
import { newKey } from '../../../src/publisher/commands/keys/keys.ts';
import { reviewCommand } from '../../../src/publisher/commands/keys/review.ts';
import { newRoot, type RootWords } from '../../../src/publisher/commands/keys/root.ts';
import { readPublicKey } from '../../../src/publisher/keys/public-key-line.ts';
import type { Part } from '../../../src/publisher/review/review-line.ts';
import { catchOutput, exampleGuide, type TestGuide } from '../build/guide-in-folder.ts';

export const rootPeople = ['r1', 'r2', 'r3', 'r4', 'r5'];
export const contentPeople = ['c1', 'c2', 'c3'];

export async function nobodyToAsk(): Promise<string> {
  throw new Error('nobody is here to be asked');
}

export interface ReviewJson {
  readonly fingerprint: string;
  readonly number: number;
  readonly since: number | null;
  readonly lines: readonly { readonly part: Part; readonly seat?: string; readonly text: string }[];
  readonly asked: readonly { readonly role: string; readonly threshold: number; readonly names: readonly string[] }[];
}

export interface Ceremony extends TestGuide {
  /** A new person with a plain key in a folder of their own. */
  join(name: string): Promise<void>;
  /** The file with somebody's public key. */
  pub(name: string): string;
  key(name: string): Promise<PublicKey>;
  roles(...people: readonly string[]): string;
  prepare(name: string, now: Date, more?: Partial<PrepareWords>): Promise<string>;
  review(proposal: string): Promise<ReviewJson>;
  /** Each reviews and signs in their own folder. @returns the files */
  sign(proposal: string, people: readonly string[], more?: Partial<SignWords>): Promise<readonly string[]>;
  merge(proposal: string, signatures: readonly string[], now: Date, out?: string): Promise<readonly string[]>;
  /** Takes the mirror in, as a phone that has `vault`. */
  take(vault: Vault, now: Date, regions?: 'all' | readonly string[]): Promise<Outcome>;
}

export async function openCeremony(folder?: string): Promise<Ceremony> {
  const guide = await exampleGuide(folder);
  await rm(join(guide.dir, 'keys'), { recursive: true });
  const home = (name: string): string => join(guide.folder, 'people', name);
  const pub = (name: string): string => join(home(name), 'keys', `${name}.pub`);
  return {
    ...guide,
    pub,
    async join(name) {
      await mkdir(home(name), { recursive: true });
      const words = { name, in: home(name), plain: true, ask: nobodyToAsk, isTyped: false };
      await newKey(words, catchOutput());
    },
    key: async (name) => (await readPublicKey(pub(name))).key,
    roles: (...people) => people.map(pub).join(','),
    async prepare(name, now, more = {}) {
      const out = join(guide.folder, name);
      await prepareCommand({ dir: guide.dir, out, now: at(now), shell: false, ...more }, catchOutput());
      return out;
    },
    async review(proposal) {
      const output = catchOutput();
      await reviewCommand({ proposal, json: true }, output);
      return JSON.parse(output.lines[0] ?? '');
    },
    async sign(proposal, people, more = {}) {
      const files: string[] = [];
      for (const name of people) {
        const { fingerprint } = await openProposal(proposal);
        const out = `${proposal}.${name}.sig`;
        const asks = { ask: nobodyToAsk, askSeen: nobodyToAsk };
        const words = { proposal, key: name, in: home(name), fingerprint, instead: false, out, ...asks, ...more };
        await signCommand(words, catchOutput());
        files.push(out);
      }
      return files;
    },
    async merge(proposal, signatures, now, out) {
      const output = catchOutput();
      const where = { guide: guide.dir, mirror: guide.mirror, out, now: at(now), car: false, torrent: false };
      await mergeCommand({ proposal, signatures, ...where }, output);
      return output.lines;
    },
    async take(vault, now, regions = 'all') {
      const root = await readFile(join(guide.mirror, 'metadata/1.root.json'));
      return ingest(vault, folderSource(guide.mirror), { root, now, verifiers: ed25519Verifiers, regions });
    },
  };
}

/** The five, the three, two for timestamps, and a root that says so. */
export async function foundGuide(now: Date, folder?: string): Promise<Ceremony> {
  const ceremony = await openCeremony(folder);
  for (const name of [...rootPeople, ...contentPeople, 't1', 't2']) await ceremony.join(name);
  const words: RootWords = {
    dir: ceremony.dir,
    out: join(ceremony.folder, 'root-1'),
    root: `3:${ceremony.roles(...rootPeople)}`,
    content: `2:${ceremony.roles(...contentPeople)}`,
    timestamp: `1:${ceremony.roles('t1', 't2')}`,
    now,
  };
  await newRoot(words, catchOutput());
  return ceremony;
}

function at(now: Date): string {
  return now.toISOString().replace(/\.\d+/, '');
}
