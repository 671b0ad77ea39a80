// Whether voters are told why somebody whom they were shown has another symbol now, withdrew, or is gone: a newer list can
// change it without a word. Before symbols are final every edition says that they may change, and nothing is asked.
import { candidateChanges } from '../../../core/changes/changes.ts';
import { pickText, type Text } from '../../../core/guide/format/text.ts';
import type { Candidate } from '../../../core/guide/questions.ts';
import type { BallotSymbol } from '../../../core/guide/symbols.ts';
import type { PublishedLists } from '../../build/published/published-lists.ts';
import type { Content } from '../../content/content.ts';
import { type Memory, noMemory } from '../../memory/memory.ts';
import { type Reporter, rowsValue } from '../reporter.ts';
import { type NewLists, readOldLists } from './old-lists.ts';

interface Untold {
  readonly contest: string;
  readonly serial: number;
  /** "VA-3 2 Élie Umber (Bell → Wheat sheaf)" */
  readonly text: string;
}

const kinds = ['symbol', 'withdrawn', 'removed'] as const;
const what: Readonly<Record<(typeof kinds)[number], string>> = {
  symbol: 'has another symbol than',
  withdrawn: 'is withdrawn, and was not in',
  removed: 'is gone from the list, and stood in',
};
const mends: Readonly<Record<(typeof kinds)[number], string>> = {
  symbol:
    'put the symbol of before back, and change it with: nishan correct SEAT --candidate NUMBER --symbol CODE --reason …',
  withdrawn: 'take the mark out again, and set it with: nishan correct SEAT --candidate NUMBER --withdrawn --reason …',
  removed: 'bring the row back, and say it with: nishan correct SEAT --candidate NUMBER --withdrawn --reason …',
};

/** @param before the last edition; null where there was none */
export function checkTold(
  content: Content,
  before: PublishedLists | null,
  report: Reporter,
  memory: Memory = noMemory,
): void {
  if (before === null) return;
  const { symbolsFinal } = content.guide.election.calendar;
  if (symbolsFinal !== undefined && Date.parse(before.issued ?? '') < Date.parse(symbolsFinal)) return;
  const found = new Map<(typeof kinds)[number], Untold[]>(kinds.map((kind) => [kind, []]));
  const lists = candidatesOf(content);
  const old = readOldLists(content, lists, before, memory);
  const loud = new Set<string>();
  for (const [contest, next] of lists) {
    const known = old?.candidates.get(contest.id);
    if (!known || contest.state !== 'open') continue;
    for (const { kind, serial, subject, was, is } of candidateChanges(known, next, contest)) {
      if (kind !== 'symbol' && kind !== 'withdrawn' && kind !== 'removed') continue;
      // Whoever withdrew may have given the symbol back since.
      if (kind === 'symbol' && next.some((each) => each.serial === serial && each.isWithdrawn)) continue;
      loud.add(contest.id);
      if (serial === undefined || isTold(content, before, contest.id, serial)) continue;
      // Its seat says that the list is incomplete, and the row waits in review/.
      if (kind === 'removed' && contest.isIncomplete) continue;
      const symbols = kind === 'symbol' ? ` (${shown(was)} → ${shown(is)})` : '';
      found
        .get(kind)
        ?.push({ contest: contest.id, serial, text: `${contest.id} ${serial} ${shown(subject)}${symbols}` });
    }
  }
  old?.keep(loud);
  for (const [kind, untold] of found) tell(kind, untold, content, before, report);
}

function tell(
  kind: (typeof kinds)[number],
  untold: readonly Untold[],
  { candidates }: Content,
  { edition }: PublishedLists,
  report: Reporter,
): void {
  const [first] = untold;
  if (!first) return;
  const row = candidates.find(({ contest, serial }) => contest === first.contest && serial === first.serial);
  const place = kind !== 'removed' && row ? row : { file: 'candidates.csv', row: 1 };
  const more = untold.length > 3 ? ` and ${untold.length - 3} more` : '';
  const names = untold.slice(0, 3).map(({ text }) => text);
  const message = `${names.join(', ')}${more} ${what[kind]} edition ${edition}, which voters hold, and no notice tells them why`;
  const fix = `${mends[kind]}; where nobody has to be told, sign it off`;
  const value = rowsValue(untold.map(({ text }) => text));
  report.gate(place, kind === 'symbol' ? 'symbol' : '', `${kind}-untold`, message, fix, value);
}

/** A notice that the last edition did not have yet. */
function isTold({ guide }: Content, { notices }: PublishedLists, seat: string, number: number): boolean {
  return guide.notices.some(
    ({ id, contest, serial }) => contest === seat && !notices.has(id) && (serial === undefined || serial === number),
  );
}

function candidatesOf({ contests, candidates, symbols }: Content): NewLists {
  const rest = { description: {}, picture: null, isStandIn: false, sound: null };
  const known = new Map(symbols.map(({ code, name }): [string, BallotSymbol] => [code, { code, name, ...rest }]));
  const lists = new Map<string, Candidate[]>(contests.map(({ id }) => [id, []]));
  for (const { contest, serial, name, symbol, isWithdrawn } of candidates) {
    const list = lists.get(contest) ?? [];
    const own = { party: null, photo: null, sound: null };
    list.push({ ...own, row: list.length, serial, name, symbol: known.get(symbol ?? '') ?? null, isWithdrawn });
  }
  return new Map(contests.map((contest) => [contest, lists.get(contest.id) ?? []]));
}

function shown(text: Text | undefined): string {
  return pickText(text, [])?.text ?? 'nothing';
}
