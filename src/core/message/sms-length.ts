// How much of one SMS a text takes, and a text made to fit one: cut where its meaning ends, never inside a name.
// 3GPP TS 23.038, §6.1.2 (alphabet) and §6.2.1.2; TS 23.040 (140 octets of text in one message).

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Written as two: an escape before them. */
const extended = new Set('\f^{}\\[~]|€');
const mostSeptets = 160;
const mostUnits = 70;

/** What a text takes of one SMS. */
export interface SmsSize {
  /** GSM-7: letters of the default alphabet. UCS-2: everything else, all of the text then. */
  readonly alphabet: 'gsm-7' | 'ucs-2';
  readonly units: number;
  readonly most: number;
}

/** Measures a text as one SMS. */
export function smsSize(text: string): SmsSize {
  let units = 0;
  for (const letter of text) {
    if (basic.has(letter)) units++;
    else if (extended.has(letter)) units += 2;
    else return { alphabet: 'ucs-2', units: text.length, most: mostUnits };
  }
  return { alphabet: 'gsm-7', units, most: mostSeptets };
}

/** Whether a text fits one SMS. */
export function fitsSms(text: string): boolean {
  const { units, most } = smsSize(text);
  return units <= most;
}

/** Marks that nobody sees, and take room. */
const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const plainer: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u02bc]/g, "'"],
  [/[\u201c\u201d]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
  [/\u00b7/g, '-'],
];

/**
 * A text without what nobody sees, its spaces single; with plain quotes and dashes where that alone lets 160 letters in
 * instead of 70.
 */
export function plainSms(text: string): string {
  const tidy = text
    .replace(unseen, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
  const plain = plainer.reduce((so, [from, to]) => so.replace(from, to), tidy);
  return smsSize(plain).alphabet === 'gsm-7' ? plain : tidy;
}

/**
 * Where a text may end, the best first: behind a sentence, behind a part of one, between words. What is held in a group is
 * none: a list's number. No looking back: some phones' engines do not read such a pattern at all.
 */
const ends: readonly RegExp[] = [/^(\p{Nd}{1,2}[.!?۔؟]+)|[.!?۔؟]+(?=\s|$)|\n/gmu, /[,;:،؛](?=\s)/g, /(?=\s)/g];
/** An end is as good as any later one where so much of the room is used. */
const goodShare = 0.5;

/**
 * A text as one SMS.
 * @param whole names and symbols: what is left of the text holds each of them whole, or nothing of it
 * @returns "" where nothing can be said in so little room
 */
export function cutToSms(text: string, whole: readonly string[] = []): string {
  const plain = plainSms(text);
  if (fitsSms(plain)) return plain;
  const names = whole.map(plainSms).filter((name) => name !== '');
  const taken = names.flatMap((name) => placesOf(plain, name));
  let best = '';
  for (const end of ends) {
    const found = longestCut(plain, end, taken);
    if (found.length > best.length) best = found;
    if (best !== '' && share(best) >= goodShare) return best;
  }
  return best;
}

function share(text: string): number {
  const { units, most } = smsSize(text);
  return units / most;
}

function longestCut(text: string, end: RegExp, taken: readonly (readonly [number, number])[]): string {
  let longest = '';
  for (const match of text.matchAll(end)) {
    const at = match.index + match[0].length;
    if (match[1] !== undefined || at >= text.length) continue;
    if (taken.some(([from, to]) => at > from && at < to)) continue;
    const kept = text.slice(0, at).replace(/[\s,;:،؛-]+$/, '');
    if (kept === '') continue;
    const cut = withMark(kept);
    if (!fitsSms(cut)) break;
    longest = cut;
  }
  return longest;
}

/** Says that there was more; a whole sentence says it by ending. */
function withMark(kept: string): string {
  if (/[.!?۔؟]$/.test(kept)) return kept;
  return smsSize(kept).alphabet === 'gsm-7' ? `${kept}...` : `${kept}…`;
}

function placesOf(text: string, name: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) found.push([at, at + name.length]);
  return found;
}
