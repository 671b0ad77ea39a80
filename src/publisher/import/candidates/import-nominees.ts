// From a party's or a campaign's own list of the people it backs to endorsements.csv. Who is meant goes by the symbol in that
// seat and must not be contradicted by the name: a wrong symbol is the worst error there is.

import { likeness, soundOf } from '../../../core/search/sound.ts';
import { fold, foldedWords } from '../../../core/spelling/fold.ts';
import { slipsBetween } from '../../../core/spelling/slips-between.ts';
import type { CandidateEntry, Content } from '../../content/content.ts';
import { FaultError } from '../../content/fault.ts';
import { isPlaceholder } from '../../content/placeholder.ts';
import { holderKey, symbolHolders } from '../../content/rows/settle-endorsements.ts';
import { importList, type JudgedList, type ListToJudge } from '../import-list.ts';
import type { ImportOptions, ImportResult } from '../import-options.ts';
import type { ListRow } from '../list-rows.ts';
import type { CellRow } from '../merge/cell-table.ts';
import type { RowGuess, RowVerdict } from '../row-verdict.ts';
import { openSeatKeys } from '../seats/seat-key.ts';
import type { Note } from '../source-rows.ts';
import type { SymbolReading } from './read-symbol.ts';
import { openSymbolChart } from './symbol-chart.ts';

const file = 'endorsements.csv';

/** @throws FaultError `no-endorser`, and what every import throws */
export function importNominees(options: ImportOptions): Promise<ImportResult> {
  return importList(
    {
      kind: 'nominees',
      files: [file],
      answers: ['seat', 'serial', 'symbol', 'name'],
      nameOf: ({ by }) => (by === undefined ? 'nominees' : `nominees-${by}`),
      judge: judgeNominees,
    },
    options,
  );
}

interface Judged {
  readonly verdict: RowVerdict & { readonly found: string };
  readonly row: CellRow | null;
}

function judgeNominees({ rows, content, languages, options }: ListToJudge): JudgedList {
  const by = endorserOf(content, options.by);
  const texts = ['en', 'ur'].filter((each) => !languages.includes(each));
  const uses = rows.map((row) => ({
    spelling: row.value('symbol'),
    code: row.value('symbolCode'),
    ...(row.answer?.set.has('symbol') && { code: row.value('symbol'), isDecided: true }),
  }));
  const chart = openSymbolChart(content.symbols, uses, {
    isOpen: false,
    languages: [...languages, ...texts],
    isNoSymbol: () => false,
  });
  const keys = [...new Set(rows.map((row) => row.value('seat')))];
  const readKey = openSeatKeys(
    keys,
    content.guide.ballots.map(({ id }) => id),
  );
  const running = runningIn(content);
  const judged = rows.map((row, i) => {
    const reading = readKey(row.value('seat'), '');
    const seat = reading.kind === 'unsafe' ? '' : reading.seat;
    return judgeRow(row, by, seat, chart.read(uses[i] ?? { spelling: '', code: '' }), running);
  });
  const header = ['by', 'contest', 'serial', 'symbol', ...languages.map((language) => `note:${language}`)];
  return {
    verdicts: judged.map(({ verdict }) => verdict),
    proposed: [
      {
        file,
        key: ['by', 'contest', 'serial'],
        header,
        says: header,
        rows: withoutDoubles(judged.flatMap(({ row }) => (row ? [row] : []))),
      },
    ],
    newEndorser: content.guide.endorsers.some(({ id }) => id === by) ? undefined : by,
  };
}

function withoutDoubles(rows: readonly CellRow[]): readonly CellRow[] {
  return [...new Map(rows.map((row) => [`${row.contest} ${row.serial}`, row])).values()];
}

function endorserOf({ guide }: Content, by: string | undefined): string {
  const [only, another] = guide.endorsers;
  const id = by ?? (another ? undefined : only?.id);
  if (id !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) return id;
  const message = id === undefined ? 'it is not said whose nominees these are' : `"${id}" cannot be an endorser's id`;
  const fix = 'name the endorser, as guide.yaml has it or shall have it: --by movement';
  throw new FaultError([{ severity: 'error', code: 'no-endorser', file: '--by', message, fix }]);
}

/** What a folder has, as rows of nominees are held against it. */
interface Running {
  readonly contests: ReadonlyMap<string, Content['contests'][number]>;
  readonly holders: ReturnType<typeof symbolHolders>;
  /** By seat. */
  readonly candidates: ReadonlyMap<string, readonly CandidateEntry[]>;
}

function runningIn(content: Content): Running {
  const candidates = new Map<string, CandidateEntry[]>();
  for (const each of content.candidates) {
    const own = candidates.get(each.contest) ?? [];
    if (own.length === 0) candidates.set(each.contest, own);
    own.push(each);
  }
  return {
    contests: new Map(content.contests.map((contest) => [contest.id, contest])),
    holders: symbolHolders(content.candidates),
    candidates,
  };
}

/** Who is backed, or why a person has to say it. */
type Decision =
  | { readonly backed: CandidateEntry; readonly mend: Note | null; readonly guess: RowGuess | null }
  | { readonly held: Note; readonly guess: RowGuess | null };

function hold(code: string, text: string, guess: RowGuess | null = null): Decision {
  return { held: { code, text }, guess };
}

function judgeRow(row: ListRow, by: string, seat: string, reading: SymbolReading, running: Running): Judged {
  const words = Object.values(row.texts('name')).join(' ');
  const found = [row.value('seat'), words, row.value('symbol')].filter(Boolean).join(' · ');
  const decision = decide(row, words, seat, reading, running);
  const { guess } = decision;
  if ('held' in decision) {
    const { held } = decision;
    return { verdict: { row, seat: seat || row.value('seat'), mends: row.mends, held, guess, found }, row: null };
  }
  const { backed, mend } = decision;
  return {
    verdict: { row, seat, mends: [...row.mends, ...(mend ? [mend] : [])], held: null, guess, found },
    row: {
      ...{ by, contest: seat, serial: String(backed.serial), symbol: backed.symbol ?? '' },
      ...Object.fromEntries(Object.entries(row.texts('note')).map(([language, text]) => [`note:${language}`, text])),
    },
  };
}

function decide(row: ListRow, words: string, seat: string, reading: SymbolReading, running: Running): Decision {
  if (row.answer?.isDropped) return hold('dropped', row.answer.words);
  if (isPlaceholder(words)) return hold('placeholder', `"${words}" stands where a name will be`);
  if (!running.contests.has(seat)) return hold('unknown-seat', `the guide has no seat "${seat || row.value('seat')}"`);
  const own = running.candidates.get(seat) ?? [];
  if (own.length === 0)
    return hold('seat-under-review', `no candidate of ${seat} is shown, so nobody can be backed there`);
  if (row.value('serial') !== '') return decideBySerial(row, seat, reading, own);
  return decideBySymbol(words, seat, reading, running);
}

function decideBySerial(row: ListRow, seat: string, reading: SymbolReading, own: readonly CandidateEntry[]): Decision {
  const said = row.value('serial');
  const backed = own.find(({ serial }) => String(serial) === said);
  if (!backed) return hold('unknown-candidate', `there is no candidate with serial ${said} in ${seat}`);
  const isOther = reading.symbol !== null && backed.symbol !== null && reading.symbol.code !== backed.symbol;
  if (isOther && !row.answer?.set.has('serial'))
    return hold('nominee-symbol', `serial ${said} of ${seat} has another symbol than "${row.value('symbol')}"`);
  return { backed, mend: null, guess: null };
}

function decideBySymbol(
  words: string,
  seat: string,
  reading: SymbolReading,
  { contests, holders, candidates }: Running,
): Decision {
  const named = nearestName(candidates.get(seat) ?? [], words);
  const byName: RowGuess | null = named && { text: `serial=${named.candidate.serial}`, distance: named.distance };
  const hint = named ? `; by name it may be serial ${named.candidate.serial}` : '';
  if (reading.symbol === null)
    return hold(reading.code, `${reading.why}${hint}`, reading.guess ? symbolGuess(reading) : byName);
  const label = Object.values(reading.symbol.name)[0] ?? reading.symbol.code;
  const [holder, another] = holders.get(holderKey(seat, reading.symbol.code)) ?? [];
  if (!holder || another) {
    const isShort = contests.get(seat)?.isIncomplete ? ', though rows of its list are held back' : '';
    const text = another
      ? `several in ${seat} have the symbol "${label}"`
      : `nobody in ${seat} has the symbol "${label}"${isShort}`;
    return hold('nominee-symbol', `${text}${hint}`, byName);
  }
  if (words !== '' && !isLikeName(Object.values(holder.name), words)) {
    const theirs = Object.values(holder.name).join(', ');
    const text = `"${label}" in ${seat} is ${theirs}'s (serial ${holder.serial}), and the list says "${words}"`;
    // Where the name is another candidate's, "yes" would back somebody whom the endorser did not name.
    if (named !== null && named.candidate !== holder)
      return hold('nominee-name', `${text}, who is serial ${named.candidate.serial}`);
    return hold('nominee-name', text, { text: `serial=${holder.serial}`, distance: null });
  }
  const mend = reading.mend === '' ? null : { code: 'symbol', text: reading.mend };
  return { backed: holder, mend, guess: reading.guess ? symbolGuess(reading) : null };
}

function symbolGuess({ guess }: SymbolReading): RowGuess | null {
  return guess && { text: `symbol=${guess.code}`, distance: guess.distance };
}

/** The one candidate whose name is written most like it; null where none is, or two are. */
function nearestName(
  candidates: readonly CandidateEntry[],
  words: string,
): { readonly candidate: CandidateEntry; readonly distance: number } | null {
  const wanted = fold(words).replace(/ /g, '');
  if (wanted === '') return null;
  const max = Math.max(2, Math.floor(wanted.length / 4));
  const near = candidates.flatMap((candidate) => {
    const distances = Object.values(candidate.name).map((name) =>
      slipsBetween(fold(name).replace(/ /g, ''), wanted, max),
    );
    const distance = Math.min(...distances, max + 1);
    return distance <= max ? [{ candidate, distance }] : [];
  });
  near.sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first && first.distance !== second?.distance ? first : null;
}

/** So many letters of a name inside another one say that it is the same, however it is parted. */
const minJoined = 7;
/** From here on two words are taken for one name. */
const minLikeness = 0.75;
/** Names that every third person has say nothing about who is meant. */
const commonWords = new Set([
  'muhammad',
  'mohammad',
  'mohammed',
  'muhammed',
  'khan',
  'syed',
  'malik',
  'haji',
  'ch',
  'chaudhry',
  'mr',
  'dr',
  'محمد',
  'خان',
]);

/** Whether two lists may mean the same person: a telling word of one sounds like one of the other. */
function isLikeName(names: readonly string[], words: string): boolean {
  const joined = fold(words).replace(/ /g, '');
  const wanted = tellingWords(words).map(soundOf);
  return names.some((name) => {
    const other = fold(name).replace(/ /g, '');
    if (other.length >= minJoined && joined.length >= minJoined && (other.includes(joined) || joined.includes(other)))
      return true;
    const own = tellingWords(name).map(soundOf);
    return wanted.some((word) => own.some((other) => likeness(word, other) >= minLikeness));
  });
}

function tellingWords(text: string): readonly string[] {
  const words = foldedWords(text);
  const telling = words.filter((word) => !commonWords.has(word) && word.length > 1);
  return telling.length > 0 ? telling : words;
}
