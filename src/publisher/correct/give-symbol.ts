// A candidate's symbol was wrong: it gets another one, and whoever had that one may get the first.
import { fold } from '../../core/spelling/fold.ts';
import { slipsAllowed, slipsBetween } from '../../core/spelling/slips-between.ts';
import type { Words } from '../../words/words.ts';
import type { CandidateEntry, Content, EndorsementEntry, SymbolEntry } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import { candidateEdit, candidateOf } from './candidate-row.ts';
import { type Change, type Correction, joined, nameOf, shown, stop, type Wish } from './correction.ts';
import { noticeOf, titled } from './correction-notice.ts';
import type { CellEdit } from './edit-table.ts';

/**
 * Also with the holder's symbol, where two change places; whoever withdrew gives a symbol back.
 * @throws FaultError where nothing would change, somebody else has it, or somebody must be asked first
 */
export function giveSymbol(
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
    const message = `${holder.serial} ${nameOf(holder)} has ${symbolLabel(next)} in ${wish.contest}`;
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
  const given = content.candidates
    .filter((each) => each.contest === wish.contest && each.symbol === next.code && each.isWithdrawn && each !== row)
    .map((each) => ({ each, edit: candidateEdit(each, 'symbol', next.code, '') }));
  const after = new Map([...pairs, ...given.map(({ each }): [CandidateEntry, null] => [each, null])]);
  const candidates = content.candidates.map((each) =>
    after.has(each) ? { ...each, symbol: after.get(each) ?? null } : each,
  );
  const backing = pairs.flatMap(([candidate, code]) => backingRows(content, candidate, code ?? ''));
  if (backing.length > 0 && !stillEndorsed) refuseUnasked(backing);
  const moved = new Map(backing.map(({ row, code }) => [row, code]));
  const endorsements = content.endorsements.map((row) => ({ ...row, symbol: moved.get(row) ?? row.symbol }));
  const { edits, ...correction } = joined({ ...content, candidates, endorsements }, made);
  return { ...correction, edits: [...edits, ...[...given, ...backing].map(({ edit }) => edit)] };
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

/** By its code, else by a name or a spelling that only one symbol has. */
function findSymbol({ symbols }: Content, typed: string): SymbolEntry {
  const exact = symbols.find(({ code }) => code === typed);
  if (exact) return exact;
  const wanted = fold(typed);
  const found = symbols.filter(({ name, spellings }) =>
    [...Object.values(name), ...spellings].some((each) => fold(each) === wanted),
  );
  if (found.length === 1 && found[0]) return found[0];
  const message =
    found.length > 0
      ? `"${typed}" is the name of several symbols: ${found.map(({ code }) => code).join(', ')}`
      : `there is no symbol "${typed}"`;
  const near = found.length > 0 ? [] : nearSymbols(symbols, wanted);
  const meant = near.length > 0 ? `is ${near.map(symbolLabel).join(' or ')} meant? ` : '';
  throw stop('symbols.csv', message, `${meant}give its code from symbols.csv; nothing was changed`);
}

const maxOffered = 3;

/** Symbols that lie a typing slip away, or of which one word was typed. */
function nearSymbols(symbols: readonly SymbolEntry[], wanted: string): readonly SymbolEntry[] {
  const allowed = Math.max(slipsAllowed(wanted), 1);
  return symbols
    .filter(({ code, name, spellings }) =>
      [code, ...Object.values(name), ...spellings].map(fold).some((said) => {
        const isPart = wanted.length >= 3 && said.split(' ').includes(wanted);
        return isPart || slipsBetween(wanted, said, allowed) <= allowed;
      }),
    )
    .slice(0, maxOffered);
}

/** `"Kite" (159)`. */
function symbolLabel({ name, code }: SymbolEntry): string {
  return `"${shown(name)}" (${code})`;
}
