// Which copies the publisher has named: sites, guides, pictures, messages, as notices of the guide in use say. It marks and
// hides nothing, and says nothing of its own: whoever shows it names the publisher. What the guide itself is made of is
// never marked, whatever a notice says.
import { levelsApart, maxLevelsApart } from '../../picture/picture-print.ts';
import { wordsOf } from '../../search/word-forms.ts';
import type { Notice } from '../pages.ts';

/** What was met, as far as it is known. */
export interface Encounter {
  /** Words that somebody wrote, or that a code says. */
  readonly text?: string;
  /** Where something is to be fetched, apart from any text. */
  readonly addresses?: readonly string[];
  /** The first 16 to 64 hex digits of a guide's id. */
  readonly fingerprint?: string;
  /** Of a picture's bytes. */
  readonly sha256?: string;
  /** Of a picture as it looks: picture-print. */
  readonly print?: string;
}

/** By what something was recognised. `like` is only alike: the same picture in other bytes, or one drawn after it. */
export type MetBy = 'guide' | 'site' | 'picture' | 'like' | 'words';

/** A notice that speaks of what was met. */
export interface Met {
  readonly notice: Notice;
  readonly by: MetBy;
}

/** What no notice may mark: the guide in use and where it is. */
export interface OwnGuide {
  /** 64 hex digits each. */
  readonly guideIds: readonly string[];
  /** Of the page, and of the guide's own mirrors. */
  readonly addresses: readonly string[];
}

const maxText = 8_000;
const maxTokens = 400;
const leastDigits = 16;
const mostDigits = 64;
/** A shorter message would be met in half of all others. */
export const leastCopyWords = 5;
const leastCopyLetters = 20;
/** So much of a named message has to be there, in its order. */
const leastShare = 0.75;

/** @returns each notice once, by its surest sign, in the order of the notices */
export function metCounterfeits(notices: readonly Notice[], encounter: Encounter, own: OwnGuide): readonly Met[] {
  const text = (encounter.text ?? '').slice(0, maxText);
  const spots = [...spotsIn(text), ...(encounter.addresses ?? []).flatMap((address) => readSpot(address) ?? [])];
  const digits = [
    ...(text.toLowerCase().match(/[0-9a-f]{16,}/g) ?? []),
    ...(encounter.fingerprint === undefined ? [] : [encounter.fingerprint]),
  ].filter(({ length }) => length >= leastDigits && length <= mostDigits);
  const pairs = pairsOf(wordsOf(text));
  const ownSpots = own.addresses.flatMap((address) => readSpot(address) ?? []);
  return notices.flatMap((notice): readonly Met[] => {
    const { counterfeit } = notice;
    if (!counterfeit) return [];
    const { fingerprint = '', sha256, print } = counterfeit;
    const { spot, messages } = readCopy(counterfeit);
    if (!own.guideIds.includes(fingerprint) && digits.some((each) => fingerprint.startsWith(each)))
      return [{ notice, by: 'guide' }];
    const isOwn = spot !== null && ownSpots.some((each) => covers(spot, each));
    if (spot && !isOwn && spots.some((each) => covers(spot, each))) return [{ notice, by: 'site' }];
    if (sha256 !== undefined && sha256 === encounter.sha256) return [{ notice, by: 'picture' }];
    if (messages.some((each) => isRepeated(each, pairs))) return [{ notice, by: 'words' }];
    const isLike = print !== undefined && encounter.print !== undefined;
    return isLike && levelsApart(print, encounter.print as string) <= maxLevelsApart ? [{ notice, by: 'like' }] : [];
  });
}

/** A host with what of its paths is meant. */
export interface Spot {
  readonly host: string;
  readonly path: readonly string[];
}

const hostPattern = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{N}-]{0,61}$/u;

/**
 * An address in the one form that addresses are compared in.
 * @param address "https://www.Copy.example/a/", or "copy.example/a" as people write it
 * @returns null where it names no host
 */
export function readSpot(address: string): Spot | null {
  const plain = address
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//, '');
  const [authority = '', ...path] = plain.replace(/[?#].*$/s, '').split('/');
  // What stands before an "@" is a name, however much it looks like an address.
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d{1,5}$/, '')
    .replace(/^www\.|\.$/g, '');
  return hostPattern.test(host) ? { host, path: path.filter((step) => step !== '') } : null;
}

/** Whether an address lies where a spot says: on that host or below it, and on that path or below it. */
export function covers({ host, path }: Spot, other: Spot): boolean {
  const isHost = other.host === host || other.host.endsWith(`.${host}`);
  return isHost && path.every((step, i) => other.path[i] === step);
}

function spotsIn(text: string): readonly Spot[] {
  const whole = text.replace(/\[\.\]|\(\.\)/g, '.').replace(/\bhxxp/gi, 'http');
  // A colon parts words from an address, but for the one of "https://" and that of a port.
  const tokens = whole.split(/[\s"'<>()[\]{}،؛,;|=]+|:(?!\/\/|\d)/);
  return tokens
    .filter((token) => token.includes('.'))
    .slice(0, maxTokens)
    .flatMap((token) => readSpot(token.replace(/^[*_~.:]+|[*_~.:!?؟۔…]+$/gu, '')) ?? []);
}

/** Each two words that follow each other. */
function pairsOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`));
}

/** Whether a text is long enough to be told from others. */
export function isTellingMessage(text: string): boolean {
  const words = wordsOf(text);
  return new Set(words).size >= leastCopyWords && words.join('').length >= leastCopyLetters;
}

function isRepeated(message: readonly string[], pairs: ReadonlySet<string>): boolean {
  return message.filter((pair) => pairs.has(pair)).length >= leastShare * message.length;
}

/** What a notice names, as it is compared with. */
interface Copy {
  readonly spot: Spot | null;
  /** Of each message that is long enough the pairs of its words. */
  readonly messages: readonly (readonly string[])[];
}

/** A gateway reads them for every question. */
const read = new WeakMap<object, Copy>();

function readCopy(counterfeit: NonNullable<Notice['counterfeit']>): Copy {
  const known = read.get(counterfeit);
  if (known) return known;
  const { link = '', words = {} } = counterfeit;
  const telling = Object.values(words).filter(isTellingMessage);
  const copy = { spot: readSpot(link), messages: telling.map((text) => [...pairsOf(wordsOf(text))]) };
  read.set(counterfeit, copy);
  return copy;
}
