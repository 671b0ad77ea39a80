// `nishan answer` and `nishan forward`: a question, or a message that people pass on, put to a mirror that was verified
// first, by the same road as `nishan verify`.
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { answer } from '../../../core/answer/answer.ts';
import { type AskedGuide, openAskedGuide } from '../../../core/answer/asked-guide.ts';
import type { Lexicon } from '../../../core/answer/lexicon.ts';
import { checkForward } from '../../../core/forward/check-forward.ts';
import type { ForwardCheck } from '../../../core/forward/forward-types.ts';
import { pickText, type Text } from '../../../core/guide/format/text.ts';
import { parseHistory } from '../../../core/guide/history.ts';
import { historyPath } from '../../../core/guide/paths.ts';
import { ingest } from '../../../core/ingest/ingest.ts';
import { memoryVault } from '../../../core/memory-vault.ts';
import type { RegionChange, Source, Vault } from '../../../core/ports.ts';
import { maxMetadataBytes } from '../../../core/tuf/metadata.ts';
import { openStored } from '../../../core/tuf/refresh.ts';
import type { RefreshOptions } from '../../../core/tuf/refresh-run.ts';
import { ed25519Verifiers } from '../../../core/tuf/signatures.ts';
import { verifyTarget } from '../../../core/tuf/verify-target.ts';
import { type Edition, openEdition } from '../../../doors/gateway/desk/edition.ts';
import { askedIn } from '../../../doors/gateway/desk/language.ts';
import { openLexicon } from '../../../words/asked/lexicon.ts';
import { things } from '../../../words/asked/things.ts';
import { englishWords } from '../../../words/english.ts';
import { loadWords } from '../../../words/languages.ts';
import { FaultError } from '../../content/fault.ts';
import { readFirstRoot } from '../../verify/first-root.ts';
import { openGiven } from '../../verify/open-given.ts';
import { verifySource } from '../../verify/verify-source.ts';
import { findShell } from '../find-shell.ts';
import type { Output } from '../output.ts';

/** The languages that there are answers in. */
const languages = ['en', 'ur'];

interface GivenMirror {
  /** A folder, a bundle, a carrier, an address. */
  readonly mirror: string;
  /** The guide's first root; the mirror's own where it is left out. */
  readonly root?: string | undefined;
  readonly lang?: string | undefined;
  readonly json: boolean;
  /** The clock where it is left out. */
  readonly now?: Date;
}

export interface AnswerWords extends GivenMirror {
  readonly question: string;
}

export interface ForwardWords extends GivenMirror {
  /** A file with the message; standard input where it is "-" or left out. */
  readonly file: string;
}

/**
 * @returns the exit code: 1 where the mirror does not verify
 * @throws FaultError where the mirror or a word of the command cannot be used
 */
export async function answerCommand(words: AnswerWords, output: Output): Promise<number> {
  const { edition, asked, now } = await openAsked(words, output);
  const lexicon = await lexiconFor(words, words.question, edition);
  // A command line has no place of its own on the map: where the guide tells no offset, its clock counts.
  const given = answer(asked, words.question, lexicon, { now, deviceOffset: -now.getTimezoneOffset() });
  const { seats } = given;
  const text = plain(given.text);
  // A greeting is answered with what can be asked, like everything else that is no question.
  const kind = given.kind === 'greeting' ? 'unknown' : given.kind;
  output.out(words.json ? JSON.stringify({ kind, seats, text }) : text);
  return 0;
}

/**
 * @returns the exit code: 1 where the mirror does not verify
 * @throws FaultError where the mirror, the message or a word of the command cannot be used
 */
export async function forwardCommand(words: ForwardWords, output: Output): Promise<number> {
  const message = await readMessage(words.file);
  const { edition, asked } = await openAsked(words, output);
  const lexicon = await lexiconFor(words, message, edition);
  const check = checkForward(asked, message, lexicon);
  output.out(words.json ? JSON.stringify(accountOf(asked, check)) : plain(check.text));
  return 0;
}

/** What is printed as JSON: what the message says, and what the list says to it. */
function accountOf({ content }: AskedGuide, check: ForwardCheck) {
  // Names as the guide's main language has them, whatever the message is written in: they are to be compared.
  const say = (text: Text | undefined): string | null => pickText(text, content.guide.languages)?.text ?? null;
  const symbolOf = (code: string | undefined): string | null =>
    code === undefined ? null : say(content.symbols.get(code)?.name);
  const { verdict, claims, named, symbols, mayBeNewer, elsewhere, notices, met } = check;
  const claim = claims.find(({ holds }) => !holds) ?? claims[0];
  const standing = claim?.standing ?? named[0];
  return {
    verdict,
    seat: check.seat ?? check.missing,
    candidate: say(standing?.name),
    symbol: claim?.holds ? say(claim.standing.symbol?.name) : symbolOf(claim?.said[0] ?? symbols[0]),
    inGuide: standing ? { seat: standing.seat, symbol: say(standing.symbol?.name) } : null,
    mayBeNewer,
    elsewhere,
    notices: notices.map(({ id }) => id),
    copies: met.map(({ notice: { id }, by }) => ({ notice: id, by })),
    text: plain(check.text),
  };
}

async function openAsked(
  words: GivenMirror,
  output: Output,
): Promise<{ readonly edition: Edition; readonly asked: AskedGuide; readonly now: Date }> {
  const now = words.now ?? new Date();
  const { source, paths, kind } = await openGiven(words.mirror).catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? stop(words.mirror, 'is not there', 'make a mirror with: nishan build GUIDE --out MIRROR')
      : error;
  });
  const root =
    words.root === undefined
      ? await source.read('metadata/1.root.json', { maxBytes: maxMetadataBytes.root }, (bytes) => bytes)
      : await readFirstRoot(words.root);
  if (!root) throw stop(words.mirror, 'has no metadata/1.root.json', "name the guide's first root with --root");
  output.progress('verifying the mirror');
  const isFolder = kind === 'folder';
  const report = await verifySource(source, {
    ...{ root, now, paths, isFolder },
    ownShell: findShell(undefined),
    onProgress: () => undefined,
  });
  const [first] = report.problems;
  if (first) {
    const message = `does not verify: ${first.path} ${englishWords.failure(first.code)} (${first.code})`;
    throw stop(words.mirror, message, 'see everything with: nishan verify');
  }
  const vault = memoryVault();
  await ingest(vault, source, { root, now, verifiers: ed25519Verifiers, regions: 'all' });
  const edition = await openEdition(vault, { root, now, verifiers: ed25519Verifiers });
  if (!edition) throw stop(words.mirror, 'holds nothing that is signed', 'see everything with: nishan verify');
  const { head, shards, places, search, events } = edition;
  const changes = await readChanges(vault, source, { root, now, verifiers: ed25519Verifiers });
  const own = { guideIds: [edition.guideId], addresses: [] };
  const content = { ...head, shards, places, search, changes, events, own };
  return { edition, asked: openAskedGuide(content, things), now };
}

/** What the publisher says of editions before: "this was so until edition 12". None where the mirror has no history. */
async function readChanges(
  vault: Vault,
  source: Source,
  options: Omit<RefreshOptions, 'expiry'>,
): Promise<readonly RegionChange[]> {
  const stored = await openStored(vault, { ...options, expiry: 'report' });
  const found = await stored?.findTarget(historyPath);
  if (found?.sha256 === undefined) return [];
  const file = { sha256: found.sha256, length: found.length };
  const limits = { maxBytes: file.length, sha256: file.sha256 };
  const history = await source.read(found.mirrorPath, limits, (bytes) => parseHistory(verifyTarget(file, bytes)));
  return history?.changes ?? [];
}

async function lexiconFor({ lang }: GivenMirror, typed: string, { head }: Edition): Promise<Lexicon> {
  if (lang !== undefined && !languages.includes(lang))
    throw stop('--lang', `"${lang}" is not a language of answers`, `choose among ${languages.join(', ')}`);
  const own = head.guide.languages.filter((tag) => languages.includes(tag));
  const words = await loadWords(lang ?? askedIn(typed, own.length > 0 ? own : languages));
  return openLexicon(words.withDigits(head.guide.election.digits ?? 'latn'), head.guide.languages);
}

const maxMessageBytes = 64 * 1024;

async function readMessage(file: string): Promise<string> {
  const message = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8').catch(() => null);
  if (message === null) throw stop(file, 'cannot be read', 'name a text file, or - for standard input');
  if (message.length > maxMessageBytes) throw stop(file, 'is too long for a message', 'give the message alone');
  return message;
}

/** Marks that turn text around are for pages: programs and terminals do without. */
function plain(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '');
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'ask', file, message, fix }]);
}
