// Arabic script that a PDF gave the wrong way round, found and turned. Two ways are met: every letter in the order of the
// page, left to right; and the shapes of joined letters each turned in itself, runs in the order of the page, spaces gone.
// The second loses what only words can bring back, so that it is read with the help of words that are known.
/** How a text lies: as it is read, its letters turned, its joined shapes turned. */
export type Turn = 'none' | 'letters' | 'shapes';

export interface TurnedText {
  readonly text: string;
  /** Every word was recognised; without that the text is a guess. */
  readonly isSure: boolean;
}

/** Runs of one script, numbers, Latin words; a bracket around a Roman numeral lies as it is read. */
const arabicLetter = '(?:(?=\\p{Script=Arabic})[\\p{L}\\p{M}])';
const otherParts = '\\((?:[IVX]+-\\s?)?[IVX]+\\)|[IVX]+-\\s?[IVX]+|\\d+(?:[/.]\\d+)*|[A-Za-z]+|\\s+|.';
const shapeRun = `${arabicLetter}(?:[ .]*${arabicLetter})*`;
/** A number that hangs on to a run stands where it is read: "نمبر3". */
const shapeParts = new RegExp(`${shapeRun}(?:[-.]?\\d+(?:/\\d+)?(?:${shapeRun})?)*|${otherParts}`, 'gu');
const letterParts = new RegExp(`${arabicLetter}+(?:[ ]${arabicLetter}+)*|${otherParts}`, 'gu');
const arabicRun = /[\p{Script=Arabic}\u064b-\u0652]+/gu;
/** Letters that do not join the one after them. */
const closing = new Set([...'اآأإٱدڈذرڑزژوؤےۓءۃةں']);
/** A turn has to be this much more likely than the text as it is. */
const minRatio = 3;
const minHits = 3;
/** What a word of several shapes costs in a reading; letters that no word covers cost more than any word. */
const wordCost = 1;
const slipCost = 1.5;
const strayCost = 6;

/**
 * How the texts of one list lie.
 * @param texts cells of one source that were made in one way: a seat's
 * @param words that such texts are made of, the right way round
 */
export function findTurn(texts: readonly string[], words: readonly string[]): Turn {
  const known = words.filter((word) => word.length >= 3);
  const of = (change: (word: string) => string): ReadonlySet<string> =>
    // A word that is another one when it is turned says nothing.
    new Set(known.map(change).filter((turned) => !known.includes(turned)));
  const all = texts.join('\n');
  const hits = (set: ReadonlySet<string>): number => {
    let count = 0;
    for (const run of all.match(arabicRun) ?? []) for (const word of set) if (run.includes(word)) count++;
    return count;
  };
  const upright = hits(new Set(known));
  const letters = hits(of(turnLetters));
  const shapes = hits(of(turnShapes));
  const best = Math.max(letters, shapes);
  if (best < minHits || best < upright * minRatio) return 'none';
  return shapes > letters ? 'shapes' : 'letters';
}

/**
 * A text the right way round.
 * @param lexicon words that it may be made of, for texts whose spaces are lost
 */
export function turnText(text: string, turn: Turn, lexicon: Lexicon): TurnedText {
  if (turn === 'none') return { text, isSure: true };
  const { line, isWhole } = withoutDebris(text);
  const parts = (line.match(turn === 'letters' ? letterParts : shapeParts) ?? []).reverse();
  let isSure = isWhole;
  const turned = parts.map((part) => {
    if (!/[\p{L}\p{M}]/u.test(part) || !/\p{Script=Arabic}/u.test(part)) return part;
    if (turn === 'letters') return turnLetters(part);
    const pieces = (part.match(/\d+(?:\/\d+)?|[^\d]+/g) ?? []).map((piece) => {
      const run = piece.replace(/[^\p{L}\p{M}]/gu, '');
      if (run === '') return piece;
      const read = lexicon.read(run);
      if (!read.isSure) isSure = false;
      return read.text;
    });
    return ` ${pieces.join(' ')} `;
  });
  return { text: tidy(turned.join('')), isSure };
}

/** Lines of lone letters and dots are marks that slid off the line above: what they belonged to is damaged. */
function withoutDebris(text: string): { readonly line: string; readonly isWhole: boolean } {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const isDebris = (line: string): boolean =>
    line.split(/\s+/).every((piece) => piece.replace(/[.¸]/g, '').length <= 1);
  const whole = lines.filter((line) => !isDebris(line));
  return { line: whole.join(' ').replace(/¸/g, ''), isWhole: whole.length <= 1 };
}

function tidy(text: string): string {
  return text
    .replace(/\)\s*([A-Z])\s*\(([IVX]+(?:-[IVX]+)?)-\s*(\d+\/\d+)/g, '$1-$3 ($2)')
    .replace(/([A-Z])-\s+(\d)/g, '$1-$2')
    .replace(/\s+/g, ' ')
    .replace(/\( /g, '(')
    .replace(/ \)/g, ')')
    .replace(/\s+([،۔؛])/g, '$1')
    .replace(/([،۔؛])(?=[^\s)])/g, '$1 ')
    .replace(/([^\s(])\(/g, '$1 (')
    .trim();
}

function turnLetters(text: string): string {
  return [...text].reverse().join('');
}

/** Each run of joined letters turned in itself: its own opposite only where no shape has two letters that do not close. */
export function turnShapes(word: string): string {
  let shape: string[] = [];
  const shapes: string[] = [];
  for (const letter of word) {
    shape.unshift(letter);
    if (!closing.has(letter)) continue;
    shapes.push(shape.join(''));
    shape = [];
  }
  shapes.push(shape.join(''));
  return shapes.join('');
}

export interface Lexicon {
  /** A run of turned shapes without spaces as words. */
  read(run: string): TurnedText;
}

/** Letters that a font may have given for one another. */
function alike(text: string): string {
  return text
    .replace(/[ئيىے]/g, 'ی')
    .replace(/[ھہ]/g, 'ه')
    .replace(/ك/g, 'ک')
    .replace(/[ؤ]/g, 'و');
}

interface Entry {
  readonly word: string;
  readonly turned: string;
}

/** @param words the right way round */
export function openLexicon(words: Iterable<string>): Lexicon {
  const byStart = new Map<string, Entry[]>();
  /** Words that may have lost letters, by every letter that may stand first then. */
  const byLetter = new Map<string, Entry[]>();
  for (const word of new Set(words)) {
    if (word.length < 2 || !/^[\p{Script=Arabic}\p{M}]+$/u.test(word)) continue;
    const entry = { word, turned: alike(turnShapes(word)) };
    const lost = lostAllowed(entry.turned);
    for (const letter of lost > 0 ? new Set(entry.turned.slice(0, lost + 1)) : []) {
      const own = byLetter.get(letter);
      if (own) own.push(entry);
      else byLetter.set(letter, [entry]);
    }
    const start = entry.turned.slice(0, 2);
    const group = byStart.get(start);
    if (group) group.push(entry);
    else byStart.set(start, [entry]);
  }
  const cache = new Map<string, TurnedText>();
  return {
    read(run) {
      const known = cache.get(run);
      if (known) return known;
      const read = segment(run, byStart, byLetter);
      cache.set(run, read);
      return read;
    },
  };
}

interface Step {
  readonly cost: number;
  readonly from: number;
  readonly text: string;
  readonly isWord: boolean;
}

/** The cheapest way to cut a run into words, each letter left over costing more than a word. */
function segment(
  run: string,
  byStart: ReadonlyMap<string, readonly Entry[]>,
  byLetter: ReadonlyMap<string, readonly Entry[]>,
): TurnedText {
  const text = alike(run);
  const best: (Step | undefined)[] = [{ cost: 0, from: 0, text: '', isWord: true }];
  const offer = (to: number, step: Step): void => {
    const before = best[to];
    if (!before || step.cost < before.cost) best[to] = step;
  };
  for (let at = 0; at < text.length; at++) {
    const here = best[at];
    if (!here) continue;
    for (const { word, turned } of byStart.get(text.slice(at, at + 2)) ?? []) {
      if (text.startsWith(turned, at))
        offer(at + turned.length, { cost: here.cost + wordCost, from: at, text: word, isWord: true });
    }
    for (const { word, turned } of byLetter.get(text.charAt(at)) ?? []) {
      // Letters are lost, and none is ever too many.
      for (let lost = 1; lost <= lostAllowed(turned); lost++) {
        const piece = text.slice(at, at + turned.length - lost);
        if (piece.length < turned.length - lost || !isWithin(piece, turned)) continue;
        const cost = here.cost + wordCost + lost * slipCost;
        offer(at + piece.length, { cost, from: at, text: word, isWord: lost === 1 });
      }
    }
    offer(at + 1, { cost: here.cost + strayCost, from: at, text: run.charAt(at), isWord: false });
  }
  const steps: Step[] = [];
  for (let at = text.length; at > 0; ) {
    const step = best[at];
    if (!step) break;
    steps.unshift(step);
    at = step.from;
  }
  return { text: joinSteps(steps), isSure: steps.every(({ isWord }) => isWord) };
}

function lostAllowed(turned: string): number {
  return turned.length >= 5 ? 2 : turned.length >= 4 ? 1 : 0;
}

/** Whether all letters of a piece are in a word, in the same order. */
function isWithin(piece: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === piece[at]) at++;
  return at === piece.length;
}

/** Letters that no word covers stay together, their shapes turned. */
function joinSteps(steps: readonly Step[]): string {
  const parts: string[] = [];
  let stray = '';
  for (const { text, isWord } of [...steps, { text: '', isWord: true }]) {
    if (!isWord) stray += text;
    else {
      if (stray !== '') parts.push(uprightShapes(stray));
      stray = '';
      if (text !== '') parts.push(text);
    }
  }
  return parts.join(' ');
}

/** In a turned run a shape begins with the letter that closed it. */
function uprightShapes(run: string): string {
  return (run.match(/.[^اآأإٱدڈذرڑزژوؤےۓءۃةں]*/gu) ?? []).map((shape) => [...shape].reverse().join('')).join('');
}
