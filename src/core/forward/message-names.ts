// Which candidates a message names. Its words are cut into runs of words that read like a name; a run is somebody's only
// where that candidate explains every word of it, and nobody else does as well.
import type { AskedGuide, Standing } from '../answer/asked-guide.ts';
import { fitName } from '../answer/reading/name-fit.ts';
import type { Mention } from '../answer/reading/phrases.ts';
import { wordLikeness } from '../answer/reading/word-likeness.ts';
import { wordsOf } from '../search/word-forms.ts';
import type { WordKinds } from './message-words.ts';

/** Somebody whom a message names. */
export interface PlacedName {
  readonly at: number;
  readonly standing: Standing;
  /** Others of those seats whom the words fit as well. */
  readonly others: readonly Standing[];
  /** A part of this name is not somebody else's whole name: "Aslam Malik" may be another than "Ahmad Aslam Malik". */
  readonly isSure: boolean;
}

/** Whom a message names. */
export interface NamesFound {
  readonly names: readonly PlacedName[];
  readonly hasStranger: boolean;
  /** Places of words that are a part of a name. */
  readonly used: ReadonlySet<number>;
}

/** A word of a name is that word, or the same in another script or spelling. */
const leastLike = 0.88;
/** What somebody else is called has to sound just the same: "Mohammad", "Muhammad". */
const leastAlike = 0.97;
const arabicLetter = /[\u0600-\u06ff]/;
const leastCoverage = 0.7;
const equal = 0.04;
const leastStranger = 2;

/** @param standing the candidates of the seats that are meant */
export function findNames(
  asked: AskedGuide,
  kinds: WordKinds,
  mentions: readonly Mention<string>[],
  standing: readonly Standing[],
): NamesFound {
  const { words } = kinds;
  const names: PlacedName[] = [];
  const used = new Set<number>();
  let hasStranger = false;
  for (const run of runsOf(asked, kinds, mentions, standing)) {
    const found = whoIs(asked, words, run, standing);
    const [best, ...others] = found;
    if (best) {
      const said = run.map((at) => words[at] as string);
      const isWhole = best.words.some((name) => name.length === said.length);
      names.push({ at: run[0] as number, standing: best, others, isSure: isWhole || !asked.isWholeName(said) });
      for (const at of run) used.add(at);
    } else if (run.length >= leastStranger) hasStranger = true;
  }
  return { names: withoutRepeats(names), hasStranger, used };
}

/** Somebody who is named again, in another script or line, is one. */
function withoutRepeats(names: readonly PlacedName[]): readonly PlacedName[] {
  const out: PlacedName[] = [];
  for (const name of names) {
    const last = out[out.length - 1];
    if (last?.standing !== name.standing) out.push(name);
  }
  return out;
}

/** Places of words in a row that read like a name. */
function runsOf(
  asked: AskedGuide,
  { words, kind }: WordKinds,
  mentions: readonly Mention<string>[],
  standing: readonly Standing[],
): readonly (readonly number[])[] {
  const own = [...new Set(standing.flatMap((each) => each.words.flat()))];
  const ownSet = new Set(own);
  const around = aroundNames(asked, standing);
  const isSymbol = new Set(
    mentions.flatMap(({ from, length }) =>
      // A symbol's word may be a name's too, "Gul", "Sher": where somebody there is called just so.
      Array.from({ length }, (_, i) => from + i).filter((at) => !ownSet.has(words[at] as string)),
    ),
  );
  const reads = (word: string, at: number): boolean => {
    if (kind[at] === 'noise') return ownSet.has(word);
    if (kind[at] !== 'other' || isSymbol.has(at)) return false;
    if (ownSet.has(word)) return true;
    if (around.has(word)) return false;
    return asked.isNameWord(word) || own.some((each) => wordLikeness(each, word) >= leastLike);
  };
  const runs: number[][] = [];
  let run: number[] = [];
  const end = (): void => {
    // Courtesy and chat at its ends are no part of it, and alone they are no name.
    const isName = run.some((at) => kind[at] !== 'noise');
    if (isName) runs.push(run);
    run = [];
  };
  words.forEach((word, at) => {
    if (word !== '' && reads(word, at)) run.push(at);
    else end();
  });
  end();
  return runs;
}

/** Words that stand beside names everywhere: of parties, of the seats' own places. */
function aroundNames({ content }: AskedGuide, standing: readonly Standing[]): ReadonlySet<string> {
  const { guide, parties } = content;
  const codes = new Set(standing.map(({ seat }) => seat));
  const texts = [...parties.values()].flatMap(({ name, short }) => [...Object.values(name), ...Object.values(short)]);
  guide.seats.code.forEach((code, row) => {
    if (!codes.has(code)) return;
    for (const column of Object.values(guide.seats.name)) texts.push(column[row] ?? '');
    texts.push(...Object.values(guide.districts[guide.seats.district[row] ?? -1] ?? {}));
  });
  return new Set(texts.flatMap(wordsOf));
}

/**
 * The candidates who explain all words of a run, best first; those behind the first fit as well as it. Who is called
 * just so comes before who is called something like it.
 */
function whoIs(
  asked: AskedGuide,
  words: readonly string[],
  run: readonly number[],
  standing: readonly Standing[],
): readonly Standing[] {
  const said = run.map((at) => words[at] as string);
  const found = standing.flatMap((each) => {
    if (!isExplained(asked, each.words, said)) return [];
    const { coverage } = fitName(each.words, said, (word) => asked.weightIn(each.seat, word));
    const own = new Set(each.words.flat());
    const exact = said.filter((word) => own.has(word)).length / said.length;
    return coverage >= leastCoverage ? [{ each, rank: coverage + exact }] : [];
  });
  const top = Math.max(0, ...found.map(({ rank }) => rank));
  return found
    .filter(({ rank }) => rank >= top - equal)
    .sort((a, b) => b.rank - a.rank)
    .map(({ each }) => each);
}

/** Whether every word that is said is one of the name's, in whichever language, also where two are written as one. */
function isExplained(asked: AskedGuide, names: readonly (readonly string[])[], said: readonly string[]): boolean {
  const own = names.flat();
  const joined = names.flatMap((name) => name.slice(1).map((word, i) => `${name[i]}${word}`));
  const isOwn = (word: string): boolean =>
    isSpelling(own, word, asked.isNameWord(word) ? leastAlike : leastLike) || isSpelling(joined, word, leastAlike);
  for (let at = 0; at < said.length; at++) {
    if (isOwn(said[at] as string)) continue;
    if (at + 1 >= said.length || !isSpelling(own, `${said[at]}${said[at + 1]}`, leastAlike)) return false;
    at++;
  }
  return true;
}

/**
 * Whether it is one of the words, or another spelling of it: not another name that only sounds a little like it, "Akram"
 * for "Ikram". A name that the list has in the word's own script is met in that script.
 */
function isSpelling(own: readonly string[], word: string, least: number): boolean {
  if (own.includes(word)) return true;
  const isArabic = arabicLetter.test(word);
  const sameScript = own.filter((each) => arabicLetter.test(each) === isArabic);
  return (sameScript.length > 0 ? sameScript : own).some((each) => wordLikeness(each, word) >= least);
}
