// Opening hours as a cell has them: "08:00-17:00", "2027-02-01..2027-02-06 09:00-16:00; 2027-02-08 08:00-17:00".
import type { PlaceHours } from '../../../core/guide/places.ts';
import { isDay } from './is-day.ts';

const pattern =
  /^(?:(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))? )?((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/;
const maxHours = 100;

/** @returns [] for an empty cell; null for one that is no hours, or in which days or times run backwards */
export function readHours(text: string): readonly PlaceHours[] | null {
  const hours: PlaceHours[] = [];
  for (const part of text.split(';').map((each) => each.trim().replace(/\s+/g, ' '))) {
    if (part === '') continue;
    const [, from, to, opens = '', closes = ''] = pattern.exec(part) ?? [];
    if (opens === '' || closes <= opens || (from && !isDay(from)) || (to && (!isDay(to) || to < (from ?? ''))))
      return null;
    hours.push({ ...(from && { from }), ...(to && to !== from && { to }), opens, closes });
  }
  if (hours.length > maxHours) return null;
  return hours.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}

/** The cell; days that follow each other with the same times become one part. */
export function writeHours(hours: readonly PlaceHours[]): string {
  const joined: PlaceHours[] = [];
  for (const each of [...hours].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))) {
    const last = joined[joined.length - 1];
    const isNext =
      last?.from !== undefined &&
      each.from !== undefined &&
      last.opens === each.opens &&
      last.closes === each.closes &&
      dayAfter(last.to ?? last.from) === each.from;
    if (isNext) joined[joined.length - 1] = { ...last, to: each.to ?? each.from ?? '' };
    else joined.push(each);
  }
  return joined
    .map(({ from, to, opens, closes }) => `${from ? `${from}${to ? `..${to}` : ''} ` : ''}${opens}-${closes}`)
    .join('; ');
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
