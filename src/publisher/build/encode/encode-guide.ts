// Writes the `guide` target: what src/core/guide/guide.ts reads.

import type { Text } from '../../../core/guide/format/text.ts';
import { type Guide, guideFormat, type SeatColumns } from '../../../core/guide/guide.ts';
import type { Content, ContestEntry } from '../../content/content.ts';
import { encodeOptional, encodeText, encodeTexts } from './encode-text.ts';

/**
 * A guide's wire form; JSON.stringify leaves out what is undefined.
 * @param isDraft marks it so that no phone can miss it; such a guide names no mirrors, since it lies on none
 */
export function encodeGuide(content: Content, isDraft: boolean): Guide {
  const { guide, contests } = content;
  const { languages } = guide;
  const regions = encodeRegions(content);
  const districts = listDistricts(contests, languages);
  const licence = encodeOptional(guide.licence, languages);
  return {
    format: guideFormat,
    ...(guide.demo && { demo: true }),
    ...(isDraft && { draft: true }),
    publisher: guide.publisher,
    languages,
    election: guide.election,
    ballots: guide.ballots,
    regions,
    districts: [...districts.values()].map(({ text }) => text),
    ...(guide.sources.length > 0 && { sources: guide.sources }),
    ...(licence && { licence }),
    ...(guide.endorsers.length > 0 && { endorsers: guide.endorsers }),
    ...(guide.mirrors.length > 0 && !isDraft && { mirrors: guide.mirrors }),
    seats: encodeSeats(content, regions, districts),
  };
}

function encodeRegions({ guide, regions }: Content): Guide['regions'] {
  const names = new Map<string, Text>();
  for (const { region, regionName } of regions) names.set(region, { ...regionName, ...names.get(region) });
  return [...names].map(([id, name]) => ({ id, name: encodeText(name, guide.languages) }));
}

/** The distinct districts by their texts, with their rows; a contest without one is not among them. */
function listDistricts(
  contests: readonly ContestEntry[],
  languages: readonly string[],
): ReadonlyMap<string, { readonly row: number; readonly text: Text }> {
  const found = new Map<string, { row: number; text: Text }>();
  for (const { district } of contests) {
    const text = encodeText(district, languages);
    const key = JSON.stringify(text);
    if (Object.keys(text).length > 0 && !found.has(key)) found.set(key, { row: found.size, text });
  }
  return found;
}

function encodeSeats(
  { guide, contests, regions }: Content,
  listed: Guide['regions'],
  districts: ReturnType<typeof listDistricts>,
): SeatColumns {
  const ballotRow = new Map(guide.ballots.map(({ id }, row) => [id, row]));
  const regionRow = new Map(listed.map(({ id }, row) => [id, row]));
  const held = new Map<string, number[]>();
  for (const { contest, region } of regions) {
    const rows = held.get(contest) ?? [];
    rows.push(regionRow.get(region) ?? -1);
    held.set(contest, rows);
  }
  return {
    code: contests.map(({ id }) => id),
    ballot: contests.map(({ ballot }) => ballotRow.get(ballot) ?? -1),
    region: contests.map(({ id }) => {
      const rows = held.get(id) ?? [];
      return rows.length === 1 ? (rows[0] ?? -1) : rows;
    }),
    district: contests.map(
      ({ district }) => districts.get(JSON.stringify(encodeText(district, guide.languages)))?.row ?? -1,
    ),
    name: encodeTexts(
      contests.map(({ name }) => name),
      guide.languages,
    ),
  };
}
