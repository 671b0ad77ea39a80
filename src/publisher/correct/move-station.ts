// A polling station moved: its new name or address, in every language that has one.

import type { Text } from '../../core/guide/format/text.ts';
import type { Notice } from '../../core/guide/pages.ts';
import type { Words } from '../../words/words.ts';
import type { Content, PlaceEntry } from '../content/content.ts';
import { rowsAtHand } from '../content/rows/rows.ts';
import { type Change, type Correction, shown, stop, type Wish } from './correction.ts';
import { idFor, noticeOf, titled } from './correction-notice.ts';
import type { CellEdit } from './edit-table.ts';

/** @throws FaultError where the station is not there, nothing would change, or one language would keep the old place */
export function moveStation(
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
