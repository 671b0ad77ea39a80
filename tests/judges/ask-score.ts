// How well the frozen questions are answered, by the rules of README.md: the kind, the seats, the candidate, and never a
// wrong symbol.
import { answer } from '../../src/core/answer/answer.ts';
import type { Answer, Moment } from '../../src/core/answer/answer-types.ts';
import type { AskedGuide, Standing } from '../../src/core/answer/asked-guide.ts';
import type { Lexicon } from '../../src/core/answer/lexicon.ts';
import { fold } from '../../src/core/spelling/fold.ts';

interface Expected {
  readonly kind: string;
  readonly kinds?: readonly string[];
  readonly seats?: readonly string[];
  readonly candidate?: string | null;
  readonly candidateUr?: string | null;
  readonly symbols?: readonly string[];
  readonly mustNotSay?: readonly string[];
  readonly claim?: { readonly symbol: string; readonly names: readonly string[]; readonly holds: boolean };
  readonly absent?: unknown;
  readonly mustNotRepeat?: unknown;
}

export interface AskedQuestion {
  readonly id: string;
  readonly question: string;
  readonly language: string;
  readonly topic: string;
  readonly expect: Expected;
}

export interface AskScore {
  readonly right: number;
  readonly all: number;
  readonly wrongSymbols: readonly string[];
  readonly misses: readonly string[];
  readonly times: readonly number[];
}

/** Asks everything. */
export function scoreAnswers(
  asked: AskedGuide,
  questions: readonly AskedQuestion[],
  lexicons: Readonly<Record<string, Lexicon>>,
  moment: Moment,
): AskScore {
  const misses: string[] = [];
  const wrongSymbols: string[] = [];
  const times: number[] = [];
  for (const { id, question, language, topic, expect } of questions) {
    const lexicon = lexicons[language === 'ur' ? 'ur' : 'en'] as Lexicon;
    const began = performance.now();
    const got = answer(asked, question, lexicon, moment);
    times.push(performance.now() - began);
    const faults = faultsOf(asked, got, expect);
    const line = `${id} ${topic} "${question}": ${faults.join(', ')}; got ${got.kind} ${got.seats.slice(0, 4).join(' ')} "${got.text.slice(0, 120).replace(/\n/g, ' | ')}", wanted ${JSON.stringify(expect).slice(0, 300)}`;
    if (faults.length > 0) misses.push(line);
    if (faults.includes('a wrong symbol')) wrongSymbols.push(line);
  }
  return { right: questions.length - misses.length, all: questions.length, wrongSymbols, misses, times };
}

const key = (text: string): string =>
  fold(text)
    .replace(/ /g, '')
    .replace(/([a-z])0+(\d)/g, '$1$2');
const same = (a: string, b: string): boolean => key(a) !== '' && key(a) === key(b);

function faultsOf({ content }: AskedGuide, got: Answer, expect: Expected): readonly string[] {
  const faults: string[] = [];
  const { seats = [], claim, absent, mustNotRepeat } = expect;
  if (!(expect.kinds ?? [expect.kind]).includes(got.kind)) faults.push('another kind');
  const held = seats.filter((seat) => content.guide.seats.code.some((code) => same(code, seat)));
  const has = (seat: string): boolean => got.seats.some((own) => same(own, seat));
  if (got.kind === 'choose' ? !held.every(has) : seats.length > 0 && isAboutSeat(got) && !held.some(has))
    faults.push('another seat');
  if (got.kind === 'candidate' && expect.candidate && !got.candidates.some((each) => isCalled(each, expect)))
    faults.push('another candidate');
  if (expect.candidate === null && got.candidates.length > 0) faults.push('somebody where there is nobody');
  if (saysWrongSymbol(got, expect)) faults.push('a wrong symbol');
  if (claim?.holds === true && got.holds === false) faults.push('a claim that holds is said to differ');
  if (claim?.holds === false && got.holds !== false && !saysAny(got.text, expect.symbols ?? []))
    faults.push('a claim that differs is not met');
  if (absent !== undefined && absent !== null && got.candidates.length > 0 && expect.candidate === null)
    faults.push('somebody has what nobody has');
  for (const digits of [mustNotRepeat ?? []].flat())
    if (digits !== '' && got.text.includes(String(digits))) faults.push('repeats a number');
  return faults;
}

function isAboutSeat({ kind }: Answer): boolean {
  return kind === 'seat' || kind === 'candidate' || kind === 'place';
}

function isCalled({ name }: Standing, { candidate, candidateUr }: Expected): boolean {
  return [candidate, candidateUr].some((want) => want && Object.values(name).some((own) => same(own, want)));
}

/** A symbol given as the answer that is none of those that are right, or a name that would be wrong. */
function saysWrongSymbol({ kind, candidates, text }: Answer, { symbols, mustNotSay = [] }: Expected): boolean {
  if (kind !== 'candidate') return false;
  const isWrong = ({ symbol }: Standing): boolean =>
    symbols !== undefined &&
    symbol !== null &&
    !Object.values(symbol.name).some((own) => symbols.some((want) => same(own, want)));
  const names = candidates.flatMap(({ name }) => Object.values(name));
  const rest = names.reduce((left, name) => left.replace(name, ' '), text);
  return candidates.some(isWrong) || saysAny(rest, mustNotSay);
}

function saysAny(text: string, names: readonly string[]): boolean {
  const said = ` ${fold(text)} `;
  return names.some((name) => fold(name) !== '' && said.includes(` ${fold(name)} `));
}
