// `nishan prepare`, `sign` and `merge`: what several people do with one proposal. Reviewing it is `review.ts`.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { keyId } from '../../../core/tuf/author.ts';
import { parseMetadata } from '../../../core/tuf/metadata.ts';
import { readPublished } from '../../build/published/published.ts';
import type { GivenLine } from '../../ceremony/gather-signatures.ts';
import { mergeEdition } from '../../ceremony/merge-edition.ts';
import { prepareEdition } from '../../ceremony/prepare-edition.ts';
import { openProposal, type Proposal, spellFingerprint } from '../../ceremony/proposal.ts';
import type { ProposedSlips } from '../../ceremony/proposed-slips.ts';
import { mergeRoot } from '../../ceremony/root-proposal.ts';
import {
  readPrintedSignature,
  refuseOtherFingerprint,
  type Signer,
  signProposal,
} from '../../ceremony/sign-proposal.ts';
import { signatureFault } from '../../ceremony/signature-line.ts';
import { checkFolder } from '../../check/check-content.ts';
import type { Content } from '../../content/content.ts';
import { FaultError, stopsBuild } from '../../content/fault.ts';
import { openKeyFile } from '../../keys/key-file.ts';
import { keyPath } from '../../keys/key-path.ts';
import type { AskLine } from '../../keys/passphrase.ts';
import { readPublicKey } from '../../keys/public-key-line.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import { mergeTeam, prepareTeam } from '../../teams/team-proposal.ts';
import { findShell } from '../find-shell.ts';
import type { Output } from '../output.ts';
import { addressFix } from '../print/slips.ts';
import { tellSlips } from '../print/tell-slips.ts';
import { mergeSlips } from './merge-slips.ts';
import { parseNow, warnOfFuture } from './signing-time.ts';

export interface PrepareWords {
  readonly dir: string;
  readonly out: string;
  readonly mirror?: string | undefined;
  readonly team?: string | undefined;
  /** Seats whose correction slips are signed with the edition, joined by commas. */
  readonly correct?: string | undefined;
  /** Where the app opens, for their codes. */
  readonly address?: string | undefined;
  readonly now?: string | undefined;
  readonly shell?: string | false | undefined;
}

/** @returns the exit code. @throws FaultError with what to mend; nothing is written then */
export async function prepareCommand(words: PrepareWords, output: Output): Promise<number> {
  const { dir, out, mirror = null, team } = words;
  const now = parseNow(words.now);
  output.progress('reading and checking');
  const { content, faults } = await checkFolder(dir);
  const stopping = faults.filter(stopsBuild);
  if (stopping.length > 0) throw new FaultError(stopping);
  warnOfFuture(now, content.guide.demo, output);
  const onStage = (stage: string): void => output.progress(`making the proposal: ${stage}`);
  if (team !== undefined) await prepareTeam({ content, out, now, team });
  else {
    const slips = await wantedSlips(words, content);
    await prepareEdition({ content, out, mirror, now, shellDir: findShell(words.shell), slips, onStage });
  }
  const { fingerprint, slipPlan } = await openProposal(out);
  const what = `${out}: a proposal that nobody has signed. Fingerprint ${spellFingerprint(fingerprint)}`;
  if (slipPlan) tellSlips(what, slipPlan, output);
  else output.out(what);
  output.out(`Next: nishan review ${out}, then send the folder to everybody who is to sign.`);
  return 0;
}

/** Correction slips of the next edition: those of the last one, and older ones, are void. */
async function wantedSlips(
  { correct, address, dir }: PrepareWords,
  { guide }: Content,
): Promise<ProposedSlips | undefined> {
  if (correct === undefined) return undefined;
  const { snapshot } = await readPublished(dir);
  if (!snapshot) {
    const fix = 'leave --correct out: nobody has a slip of a guide that was never out';
    throw correctFault('is of no use before a first edition', fix);
  }
  const [first] = parseAddresses(address, guide);
  if (!first) {
    const fix = `${addressFix}; or leave --correct out: then the edition goes round without a slip`;
    throw correctFault('makes slips, whose codes need an address, and the guide names none of its own', fix);
  }
  const seats = correct.split(',').map((each) => each.trim());
  const voids = parseMetadata('snapshot', snapshot).signed.version;
  return { languages: [...guide.languages], address: first.url, seats, voids };
}

function correctFault(message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'slips', file: '--correct', message, fix }]);
}

export interface SignWords {
  readonly proposal: string;
  /** A key's name or file. */
  readonly key?: string | undefined;
  /** Whose keys/ has it. */
  readonly in: string;
  /** A command that signs, and the public key that it signs with. */
  readonly with?: string | undefined;
  readonly public?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly instead: boolean;
  readonly out?: string | undefined;
  /** For a passphrase, and for the fingerprint where it was not given. */
  readonly ask: AskLine;
  readonly askSeen: AskLine;
}

/** @returns the exit code. @throws FaultError as signProposal */
export async function signCommand(words: SignWords, output: Output): Promise<number> {
  const proposal = await openProposal(words.proposal);
  const typed = words.fingerprint ?? (await words.askSeen('Type the fingerprint that you reviewed: '));
  // Before anybody is asked to open a key for it.
  refuseOtherFingerprint(proposal, typed);
  const { signer, name, log } = await openSigner(words);
  output.progress('signing');
  const line = await signProposal(proposal, signer, { fingerprint: typed, log, instead: words.instead });
  const whole = resolve(words.proposal);
  const file = words.out ?? join(dirname(whole), `${basename(whole)}.${name}.sig`);
  await writeFile(file, line);
  output.out(`${file}: ${line.length} letters. Send them to whoever merges, by any way.`);
  return 0;
}

async function openSigner(words: SignWords): Promise<{ signer: Signer; name: string; log: string | null }> {
  const { key, ask } = words;
  if (words.with !== undefined) {
    if (words.public === undefined)
      throw signatureFault('--with', 'needs --public FILE', 'name the public half of that key');
    const { name, key: publicKey } = await readPublicKey(words.public);
    const command = words.with;
    return {
      signer: { id: keyId(publicKey), publicKey, sign: (message) => runSigner(command, message) },
      name,
      log: null,
    };
  }
  if (key === undefined) throw signatureFault('--key', 'is missing', 'name your key: --key NAME');
  const path = await keyPath(key, words.in);
  const name = basename(path).replace(/\.(age|json)$/, '');
  const opened = await openKeyFile(path, () => ask(`Passphrase of ${name}: `));
  const signer = { ...opened, sign: async (message: Uint8Array) => opened.sign(message) };
  return { signer, name, log: path.replace(/\.(age|json)$/, '.signed') };
}

const printedBytes = 4096;

/** The bytes go in, the signature comes out: 64 bytes, hex or base64. */
async function runSigner(command: string, message: Uint8Array): Promise<Uint8Array> {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const printed: Buffer[] = [];
  let length = 0;
  child.stdout.on('data', (part: Buffer) => {
    length += part.length;
    if (length <= printedBytes) printed.push(part);
  });
  // One that does not read its input still counts by what it prints.
  child.stdin.on('error', () => undefined);
  child.stdin.end(message);
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  const signature = code === 0 ? readPrintedSignature(new Uint8Array(Buffer.concat(printed))) : null;
  if (signature) return signature;
  const said = code === 0 ? 'printed no signature' : `ended with ${code}`;
  throw signatureFault('--with', said, 'it gets the bytes on its input, and prints 64 bytes, hex or base64');
}

export interface MergeWords {
  readonly proposal: string;
  readonly signatures: readonly string[];
  /** The content folder; not for a team's proposal. */
  readonly guide?: string | undefined;
  readonly mirror?: string | undefined;
  /** Where a team's delivery, or slips, are to be. */
  readonly out?: string | undefined;
  /** Also a picture of each slip; of corrections always. */
  readonly status?: boolean | undefined;
  readonly now?: string | undefined;
  readonly car: boolean;
  readonly torrent: boolean;
}

/** @returns the exit code. @throws FaultError as the merge of each kind of proposal */
export async function mergeCommand(words: MergeWords, output: Output): Promise<number> {
  const proposal = await openProposal(words.proposal);
  const lines = (await Promise.all(words.signatures.map(readLines))).flat();
  if (proposal.kind === 'team') {
    const out = given(words.out, '--out', 'say where the delivery is to be: --out DELIVERY');
    await mergeTeam(proposal, lines, out);
    output.out(`${out}: signed by the team. Send the folder to the centre, for: nishan team take`);
    return 0;
  }
  if (proposal.kind === 'slips') {
    const out = given(words.out, '--out', 'say where the slips are to be: --out SLIPS');
    await mergeSlips({ proposal, lines, out, edition: join(words.proposal, 'edition'), status: words.status }, output);
    return 0;
  }
  const dir = given(words.guide, '--guide', 'name the content folder: --guide GUIDE');
  if (proposal.kind === 'root') {
    const version = await mergeRoot(proposal, lines, dir);
    output.out(`Root ${version} is signed, and keys/roles.json follows it. Phones get it with the next edition.`);
    return 0;
  }
  return mergeWhole(proposal, lines, { ...words, guide: dir }, output);
}

async function mergeWhole(
  proposal: Proposal,
  lines: readonly GivenLine[],
  { guide: dir, ...words }: MergeWords & { readonly guide: string },
  output: Output,
): Promise<number> {
  const mirror = given(words.mirror, '--mirror', 'say where the mirror is: --mirror MIRROR');
  const archives = { car: words.car, torrent: words.torrent };
  const onStage = (stage: string): void => output.progress(`merging: ${stage}`);
  const done = await mergeEdition({ proposal, lines, dir, mirror, now: parseNow(words.now), archives, onStage });
  output.out(`${mirror}: edition ${done.edition} is signed, and the app's own code took it in whole.`);
  if (proposal.slipPlan) {
    const out = words.out ?? `${mirror.replace(/\/+$/, '')}-corrections`;
    await mergeSlips({ proposal, lines, out, edition: mirror, status: words.status }, output);
  }
  output.out(`Next: nishan publish ${mirror} --to TARGET`);
  return 0;
}

function given(word: string | undefined, name: string, fix: string): string {
  if (word === undefined) throw signatureFault(name, 'is missing', fix);
  return word;
}

/** A file may hold several, as they were copied from messages. */
async function readLines(file: string): Promise<readonly GivenLine[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw signatureFault(file, 'is not there', 'name the files that `nishan sign` wrote');
  const parts = text.split(/(?=nishan-sig\s)/).filter((part) => part.trim() !== '');
  return parts.map((part) => ({ file, text: part }));
}
