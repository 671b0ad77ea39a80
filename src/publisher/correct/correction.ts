// What a correction changes, before anything is written: the cells of the tables, the notice that tells it, and the same in
// words for whoever decides. A correction never changes a name's spelling: that is no news, and is done in the table.

import { pickText, type Text } from '../../core/guide/format/text.ts';
import type { Notice } from '../../core/guide/pages.ts';
import { fold } from '../../core/spelling/fold.ts';
import type { WordKey } from '../../words/locale.ts';
import type { Words } from '../../words/words.ts';
import type { CandidateEntry, Content, EndorsementEntry, PlaceEntry, SymbolEntry } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import { rowsAtHand } from '../content/rows.ts';
import type { CellEdit } from './edit-table.ts';

/** What is to change in one seat. */
export type Change =
  | {
      readonly kind: 'symbol';
      readonly serial: number;
      readonly symbol: string;
      readonly swap: boolean;
      /** Whoever backs the candidate under the old symbol backs the person: their row follows. */
      readonly stillEndorsed: boolean;
    }
  | { readonly kind: 'withdrawn'; readonly serial: number }
  | { readonly kind: 'station'; readonly id: string; readonly name: Text; readonly address: Text };

export interface Wish {
  readonly contest: string;
  readonly change: Change;
  readonly reason: Text;
  readonly order: Text;
  /** An ISO instant. */
  readonly at: string;
}

export interface Correction {
  readonly edits: readonly CellEdit[];
  /** What the voters read, one for each candidate or station. */
  readonly notices: readonly Notice[];
  /** The content as it will be. */
  readonly content: Content;
  /** For the publisher: "NA-130, 4 Ali Khan: Kite → Lantern". */
  readonly lines: readonly string[];
}

/**
 * @param words of the guide's languages
 * @throws FaultError where the seat, the candidate, the station or the symbol is not there, or nothing would change
 */
export function planCorrection(content: Content, wish: Wish, words: readonly Words[]): Correction {
  if (!content.contests.some(({ id }) => id === wish.contest)) {
    throw stop('contests.csv', `there is no seat "${wish.contest}"`, 'write its code as in contests.csv: NA-130');
  }
  const { change } = wish;
  if (change.kind === 'station') return moveStation(content, wish, change, words);
  if (change.kind === 'withdrawn') return withdraw(content, wish, change.serial, words);
  return giveSymbol(content, wish, change, words);
}

function giveSymbol(
  content: Content,
  wish: Wish,
  { serial, symbol, swap, stillEndorsed }: Extract<Change, { kind: 'symbol' }>,
  words: readonly Words[],
): Correction {
  const row = candidateOf(content, wish.contest, serial);
  const next = findSymbol(content, symbol);
  if (row.symbol === next.code) {
    throw stop('candidates.csv', `${nameOf(row)} has this symbol already`, 'nothing was changed');
  }
  const holder = content.candidates.find(
    (each) => each.contest === wish.contest && each.symbol === next.code && !each.isWithdrawn,
  );
  if (holder && !swap) {
    const message = `${holder.serial} ${nameOf(holder)} has "${next.code}" in ${wish.contest}`;
    throw stop('candidates.csv', message, 'where the two change symbols, add --swap; nothing was changed');
  }
  const pairs: [CandidateEntry, string | null][] = [[row, next.code]];
  if (holder) pairs.push([holder, row.symbol]);
  const symbolNames = new Map(content.symbols.map(({ code, name }) => [code, name]));
  const made = pairs.map(([candidate, code]) => {
    const [was, is] = [symbolNames.get(candidate.symbol ?? ''), symbolNames.get(code ?? '')];
    const title = titled(words, 'change.symbol', wish.contest, candidate);
    const values = { ...(was && { was }), ...(is && { is }) };
    return {
      edit: candidateEdit(candidate, 'symbol', candidate.symbol ?? '', code ?? ''),
      notice: noticeOf(content, wish, candidate, title, values),
      line: `${wish.contest}, ${candidate.serial} ${nameOf(candidate)}: ${shown(was)} → ${shown(is)}`,
    };
  });
  const after = new Map(pairs);
  const candidates = content.candidates.map((each) =>
    after.has(each) ? { ...each, symbol: after.get(each) ?? null } : each,
  );
  const backing = pairs.flatMap(([candidate, code]) => backingRows(content, candidate, code ?? ''));
  if (backing.length > 0 && !stillEndorsed) refuseUnasked(backing);
  const moved = new Map(backing.map(({ row, code }) => [row, code]));
  const endorsements = content.endorsements.map((row) => ({ ...row, symbol: moved.get(row) ?? row.symbol }));
  const { edits, ...correction } = joined({ ...content, candidates, endorsements }, made);
  return { ...correction, edits: [...edits, ...backing.map(({ edit }) => edit)] };
}

interface Backing {
  readonly row: EndorsementEntry;
  readonly candidate: CandidateEntry;
  readonly code: string;
  readonly edit: CellEdit;
}

/** Rows of endorsements.csv that name the candidate's old symbol. */
function backingRows({ endorsements }: Content, candidate: CandidateEntry, code: string): readonly Backing[] {
  const { contest, serial, symbol } = candidate;
  return endorsements
    .filter((row) => row.contest === contest && row.serial === serial && row.symbol !== null && row.symbol === symbol)
    .map((row) => {
      const before = row.symbol ?? '';
      const key = { by: row.by, contest, symbol: before };
      return { row, candidate, code, edit: { file: 'endorsements.csv', key, column: 'symbol', before, after: code } };
    });
}

/** An endorser who named the wrong symbol may have meant whoever has it on the ballot: nobody but they can say. */
function refuseUnasked(backing: readonly Backing[]): never {
  const fix =
    'ask them whom they mean. The person, whatever the symbol: add --still-endorsed, and their row follows. Somebody else: change or remove the row first; nothing was changed';
  throw new FaultError(
    backing.map(({ row: { file, row, by, contest, symbol }, candidate }) => ({
      severity: 'error',
      code: 'correct',
      file,
      row,
      column: 'symbol',
      message: `${by} backs ${candidate.serial} ${nameOf(candidate)} in ${contest} under the old symbol "${symbol}"`,
      fix,
    })),
  );
}

function withdraw(content: Content, wish: Wish, serial: number, words: readonly Words[]): Correction {
  const row = candidateOf(content, wish.contest, serial);
  if (row.isWithdrawn) {
    throw stop('candidates.csv', `${nameOf(row)} is marked as withdrawn already`, 'nothing was changed');
  }
  const title = Object.fromEntries(
    words.map((each) => {
      const name = pickText(row.name, [each.language])?.text ?? '';
      return [each.language, `${wish.contest}: ${each.t('change.withdrawn', { name })}`];
    }),
  );
  const was = content.symbols.find(({ code }) => code === row.symbol)?.name;
  const candidates = content.candidates.map((each) => (each === row ? { ...each, isWithdrawn: true } : each));
  return joined({ ...content, candidates }, [
    {
      edit: candidateEdit(row, 'withdrawn', '', 'yes'),
      notice: noticeOf(content, wish, row, title, was ? { was } : {}),
      line: `${wish.contest}, ${serial} ${nameOf(row)}: withdrawn`,
    },
  ]);
}

function moveStation(
  content: Content,
  wish: Wish,
  { id, name, address }: Extract<Change, { kind: 'station' }>,
  words: readonly Words[],
): Correction {
  const all = content.places.all();
  const row = all.find((each) => each.contest === wish.contest && each.id === id);
  if (!row) {
    const fix = `its id stands in places.csv, like ${all.find(({ contest }) => contest === wish.contest)?.id ?? 'NA-130-17'}`;
    throw stop('places.csv', `there is no polling station "${id}" in ${wish.contest}`, fix);
  }
  const edits = [...placeEdits(row, 'name', row.name, name), ...placeEdits(row, 'address', row.address, address)];
  if (edits.length === 0) throw stop('places.csv', `${id} is there already`, 'nothing was changed');
  const { languages } = content.guide;
  refuseHalfMoved('--name', id, { before: row.name, after: name }, languages);
  refuseHalfMoved('--address', id, { before: row.address, after: address }, languages);
  const next = { ...row, name: { ...row.name, ...name }, address: { ...row.address, ...address } };
  const title = titled(words, 'change.station', wish.contest, { serial: row.number, name: row.name });
  const [was, is] = [placeText(row), placeText(next)];
  const notice: Notice = { ...noticeOf(content, wish, null, title, { was, is }), kind: 'station-moved' };
  const places = rowsAtHand(all.map((each) => (each === row ? next : each)));
  return {
    edits,
    notices: [{ ...notice, id: idFor('station', wish, id, content.guide.notices) }],
    content: { ...content, places },
    lines: [`${wish.contest}, station ${id}: ${shown(was)} → ${shown(is)}`],
  };
}

/** A notice that moves a station in one language says in the other that it moved from where it is to where it is. */
function refuseHalfMoved(
  option: string,
  id: string,
  { before, after }: { readonly before: Text; readonly after: Text },
  languages: readonly string[],
): void {
  const said = languages.filter((tag) => after[tag]);
  const left = languages.filter((tag) => before[tag] && !after[tag]);
  if (said.length === 0 || left.length === 0) return;
  const message = `is said in ${said.join(', ')} alone, and places.csv has "${left.map((tag) => before[tag]).join('", "')}" for ${id} in ${left.join(', ')}, which would stay`;
  const fix = `say it in each, even where the words are the same: ${[...said, ...left].map((tag) => `${option} "${tag}=…"`).join(' ')}; nothing was changed`;
  throw stop(option, message, fix);
}

interface Part {
  readonly edit: CellEdit;
  readonly notice: Notice;
  readonly line: string;
}

function joined(content: Content, parts: readonly Part[]): Correction {
  return {
    edits: parts.map(({ edit }) => edit),
    notices: parts.map(({ notice }) => notice),
    content,
    lines: parts.map(({ line }) => line),
  };
}

function candidateOf({ candidates }: Content, contest: string, serial: number): CandidateEntry {
  const row = candidates.find((each) => each.contest === contest && each.serial === serial);
  if (row) return row;
  const fix = 'the number is the one on the ballot, as in candidates.csv under serial; nothing was changed';
  throw stop('candidates.csv', `${contest} has no candidate ${serial}`, fix);
}

/** By its code, else by a name or a spelling that only one symbol has. */
function findSymbol({ symbols }: Content, typed: string): SymbolEntry {
  const exact = symbols.find(({ code }) => code === typed);
  if (exact) return exact;
  const wanted = fold(typed);
  const found = symbols.filter(({ name, spellings }) =>
    [...Object.values(name), ...spellings].some((each) => fold(each) === wanted),
  );
  if (found.length === 1 && found[0]) return found[0];
  const codes = found.map(({ code }) => code).join(', ');
  const message = codes ? `"${typed}" is the name of several symbols: ${codes}` : `there is no symbol "${typed}"`;
  throw stop('symbols.csv', message, 'give its code from symbols.csv; nothing was changed');
}

function candidateEdit(row: CandidateEntry, column: string, before: string, after: string): CellEdit {
  return { file: 'candidates.csv', key: { contest: row.contest, serial: String(row.serial) }, column, before, after };
}

function placeEdits(row: PlaceEntry, column: string, before: Text, after: Text): readonly CellEdit[] {
  return Object.entries(after)
    .filter(([tag, text]) => text !== (before[tag] ?? ''))
    .map(([tag, text]) => ({
      file: 'places.csv',
      key: { contest: row.contest, id: row.id },
      column: `${column}:${tag}`,
      before: before[tag] ?? '',
      after: text,
    }));
}

function placeText({ name, address }: Pick<PlaceEntry, 'name' | 'address'>): Text {
  const tags = new Set([...Object.keys(name), ...Object.keys(address)]);
  return Object.fromEntries([...tags].map((tag) => [tag, [name[tag], address[tag]].filter(Boolean).join(', ')]));
}

/** "The symbol changed: NA-130, 4 Ali Khan" in every language. */
function titled(
  words: readonly Words[],
  key: WordKey,
  contest: string,
  about: { readonly serial: number | string; readonly name: Text },
): Text {
  return Object.fromEntries(
    words.map((each) => {
      const name = pickText(about.name, [each.language])?.text ?? '';
      return [each.language, `${each.t(key)}: ${contest}, ${each.number(about.serial)} ${name}`.slice(0, 200)];
    }),
  );
}

function noticeOf(
  { guide, regions }: Content,
  wish: Wish,
  row: CandidateEntry | null,
  title: Text,
  values: { readonly was?: Text; readonly is?: Text },
): Notice {
  const { contest, at, reason, order } = wish;
  return {
    id: idFor('correction', wish, String(row?.serial ?? ''), guide.notices),
    kind: 'correction',
    at,
    title,
    contest,
    ...(row && { serial: row.serial }),
    regions: regions.filter((each) => each.contest === contest).map(({ region }) => region),
    ...values,
    ...(Object.keys(reason).length > 0 && { reason }),
    ...(Object.keys(order).length > 0 && { order }),
    signedBy: guide.publisher.name,
  };
}

/** By its minute; a second correction of the same candidate is another notice, also within that minute. */
function idFor(kind: string, { contest, at }: Wish, of: string, notices: readonly Pick<Notice, 'id'>[]): string {
  const minute = `${kind}-${contest}-${of}-${at.slice(2, 16).replace(/[^0-9]/g, '')}`;
  const taken = new Set(notices.map(({ id }) => id));
  for (let count = 1; ; count++) {
    const id = `${minute}${count === 1 ? '' : `-${count}`}`.slice(-64).replace(/^[^A-Za-z0-9]+/, '');
    if (!taken.has(id)) return id;
  }
}

function nameOf({ name }: CandidateEntry): string {
  return shown(name);
}

function shown(text: Text | undefined): string {
  return pickText(text, [])?.text ?? 'nothing';
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'correct', file, message, fix }]);
}
