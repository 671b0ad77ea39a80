// `nishan prepare`, `sign` and `merge`: what several people do with one proposal. Reviewing it is `review.ts`.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { keyId } from '../../../core/tuf/author.ts';
import type { GivenLine } from '../../ceremony/gather-signatures.ts';
import { mergeEdition } from '../../ceremony/merge-edition.ts';
import { prepareEdition } from '../../ceremony/prepare-edition.ts';
import { openProposal, spellFingerprint } from '../../ceremony/proposal.ts';
import { mergeRoot } from '../../ceremony/root-proposal.ts';
import {
  readPrintedSignature,
  refuseOtherFingerprint,
  type Signer,
  signProposal,
} from '../../ceremony/sign-proposal.ts';
import { signatureFault } from '../../ceremony/signature-line.ts';
import { checkFolder } from '../../check/check-content.ts';
import { FaultError, stopsBuild } from '../../content/fault.ts';
import { openKeyFile } from '../../keys/key-file.ts';
import { keyPath } from '../../keys/key-path.ts';
import type { AskLine } from '../../keys/passphrase.ts';
import { readPublicKey } from '../../keys/public-key-line.ts';
import { mergeTeam, prepareTeam } from '../../teams/team-proposal.ts';
import { findShell } from '../find-shell.ts';
import type { Output } from '../output.ts';
import { parseNow, warnOfFuture } from './signing-time.ts';

export interface PrepareWords {
  readonly dir: string;
  readonly out: string;
  readonly mirror?: string | undefined;
  readonly team?: string | undefined;
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
  else await prepareEdition({ content, out, mirror, now, shellDir: findShell(words.shell), onStage });
  const { fingerprint } = await openProposal(out);
  output.out(`${out}: a proposal that nobody has signed. Fingerprint ${spellFingerprint(fingerprint)}`);
  output.out(`Next: nishan review ${out}, then send the folder to everybody who is to sign.`);
  return 0;
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
  /** Where a team's delivery is to be. */
  readonly out?: string | undefined;
  readonly now?: string | undefined;
  readonly car: boolean;
  readonly torrent: boolean;
}

/** @returns the exit code. @throws FaultError as the merge of each kind of proposal */
export async function mergeCommand(words: MergeWords, output: Output): Promise<number> {
  const proposal = await openProposal(words.proposal);
  const lines = (await Promise.all(words.signatures.map(readLines))).flat();
  if (proposal.kind === 'team') {
    if (words.out === undefined)
      throw signatureFault('--out', 'is missing', 'say where the delivery is to be: --out DELIVERY');
    await mergeTeam(proposal, lines, words.out);
    output.out(`${words.out}: signed by the team. Send the folder to the centre, for: nishan team take`);
    return 0;
  }
  const { guide: dir, mirror } = words;
  if (dir === undefined) throw signatureFault('--guide', 'is missing', 'name the content folder: --guide GUIDE');
  if (proposal.kind === 'root') {
    const version = await mergeRoot(proposal, lines, dir);
    output.out(`Root ${version} is signed, and keys/roles.json follows it. Phones get it with the next edition.`);
    return 0;
  }
  if (mirror === undefined) throw signatureFault('--mirror', 'is missing', 'say where the mirror is: --mirror MIRROR');
  const archives = { car: words.car, torrent: words.torrent };
  const onStage = (stage: string): void => output.progress(`merging: ${stage}`);
  const done = await mergeEdition({ proposal, lines, dir, mirror, now: parseNow(words.now), archives, onStage });
  output.out(`${mirror}: edition ${done.edition} is signed, and the app's own code took it in whole.`);
  output.out(`Next: nishan publish ${mirror} --to TARGET`);
  return 0;
}

/** A file may hold several, as they were copied from messages. */
async function readLines(file: string): Promise<readonly GivenLine[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw signatureFault(file, 'is not there', 'name the files that `nishan sign` wrote');
  const parts = text.split(/(?=nishan-sig\s)/).filter((part) => part.trim() !== '');
  return parts.map((part) => ({ file, text: part }));
}
