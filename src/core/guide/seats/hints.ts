// Seat to region before the guide is there: a small unsigned table in the app's page, so that the first answer's bundle
// is the only request. A wrong hint costs a request, never a wrong answer: what is fetched is verified.
import { flag, integer, list, object, oneOf, type Read, readShape, record, refuse } from '../../shape.ts';
import { regionIdReader } from '../format/text.ts';
import { seatNumber } from '../questions.ts';
import { regionInRun } from './seat-region.ts';

const maxRuns = 20_000;
const maxSeatNumber = 1_000_000;

const hints = object(
  {
    regions: list(regionIdReader, 5_000),
    /**
     * Seats by what stands before their number: `{"NA-": [1, 0, 5, 2, 3]}` says that NA-1 to NA-5 are in region 0 and
     * NA-6 to NA-8 in region 2. The first number, then pairs of region and length; region -1 is a gap.
     */
    runs: record(/^[A-Za-z0-9._-]{0,63}$/, list(integer(-1, maxSeatNumber), maxRuns), 200),
    /** Seats whose code is not a plain number behind a prefix. */
    codes: record(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, integer(0, 4_999), 5_000),
  },
  {
    /** It is a draft, or shows invented people: said on the first screen, before the guide is here to say it. */
    draft: flag,
    demo: flag,
    /** The screen that suits its voters, where that is not the pad. */
    findFirst: oneOf('list', 'search'),
  },
);
/** The table in the app’s page. */
export type Hints = Read<typeof hints>;

/** @param json the value in the page. @throws AppError `format/shape` */
export function parseHints(json: unknown): Hints {
  const read = readShape(hints, json);
  const isRegion = (row: number): boolean => row < read.regions.length;
  for (const [prefix, run] of Object.entries(read.runs)) {
    const isFit = run.length % 2 === 1 && run.every((value, i) => (i % 2 === 1 ? isRegion(value) : value >= 0));
    if (!isFit) refuse(`.runs.${prefix}`, 'a number, then regions and lengths');
  }
  if (!Object.values(read.codes).every(isRegion)) refuse('.codes', `rows below ${read.regions.length}`);
  return read;
}

/**
 * Whether more digits after these can still lead to a seat, before the guide is there.
 * @param typed in Western digits; leading zeros do not count
 */
export function isHintBegun({ runs, codes }: Hints, typed: string): boolean {
  if (!/^[0-9]*$/.test(typed)) return false;
  const number = typed.replace(/^0+/, '');
  const isLonger = (own: string): boolean => own.length > number.length && own.startsWith(number);
  const isInRun = (run: readonly number[]): boolean => {
    for (let from = run[0] ?? 0, i = 1; i < run.length; i += 2) {
      const to = from + (run[i + 1] ?? 0);
      if ((run[i] ?? -1) >= 0 && reaches(from, to, number)) return true;
      from = to;
    }
    return false;
  };
  return Object.values(runs).some(isInRun) || Object.keys(codes).some((code) => isLonger(seatNumber(code) ?? ''));
}

/** Whether a number of `from` to below `to` begins with `digits` and is longer: 12 reaches 120-129, 1200-1299 … */
function reaches(from: number, to: number, digits: string): boolean {
  if (digits === '') return to > from;
  for (let low = Number(digits) * 10, width = 10; low < to; low *= 10, width *= 10) {
    if (low + width > from) return true;
  }
  return false;
}

/**
 * The seats of one number on all ballots, so that the choice can be offered before the guide is there.
 * @param number as typed, in Western digits without leading zeros
 * @returns codes, in the table's order
 */
export function seatsForNumber({ runs, codes }: Hints, number: string): readonly string[] {
  if (!/^(0|[1-9][0-9]{0,5})$/.test(number)) return [];
  const plain = Object.entries(runs).filter(([, run]) => regionInRun(run, Number(number)) >= 0);
  const odd = Object.keys(codes).filter((code) => seatNumber(code) === number);
  return [...plain.map(([prefix]) => `${prefix}${number}`), ...odd];
}
