// Days, times and ages in words, from the locale's own months: no Intl, whose tables differ between phones.
import type { WordKey } from './locale.ts';
import type { Words } from './words.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** After this many days a date says more than a count. */
const maxDaysCounted = 30;

/** A calendar day. @param day "2027-02-08" */
export function formatDay(words: Words, day: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-');
  const name = words.locale.months[Number(month) - 1] ?? month;
  return words.t('date.day', { day: Number(date), month: name, year: words.number(year) });
}

/** A time of day. @param clock "17:00" @param hours "12" writes 5:00 pm */
export function formatClock(words: Words, clock: string, hours: '12' | '24'): string {
  if (hours === '24') return words.number(clock);
  const [hour = '0', minute = '00'] = clock.split(':');
  const h = Number(hour);
  return words.t(partOfDay(h), { clock: words.number(`${h % 12 === 0 ? 12 : h % 12}:${minute}`) });
}

/** Many languages have no am and pm: they say morning, noon, evening and night. @param hour 0 to 23 */
function partOfDay(hour: number): WordKey {
  if (hour < 4) return 'date.small-hours';
  if (hour < 12) return 'date.am';
  if (hour < 16) return 'date.noon';
  return hour < 20 ? 'date.pm' : 'date.night';
}

/** An instant on the device's own clock face. @param instant ISO 8601 @param offsetMinutes as `getTimezoneOffset` gives it */
export function formatMoment(words: Words, instant: string, hours: '12' | '24', offsetMinutes: number): string {
  const local = new Date(Date.parse(instant) - offsetMinutes * minuteMs).toISOString();
  const clock = formatClock(words, local.slice(11, 16), hours);
  return words.t('date.moment', { date: formatDay(words, local), clock });
}

/** How long ago something was; a date where that is long, or in the future of this clock. @param instant ISO 8601 */
export function formatAge(words: Words, instant: string, now: Date): string {
  const age = now.getTime() - Date.parse(instant);
  if (age < -minuteMs || age >= maxDaysCounted * dayMs) return words.t('age.on', { date: formatDay(words, instant) });
  if (age < minuteMs) return words.t('age.now');
  if (age < hourMs) return words.t('age.minutes', { n: Math.floor(age / minuteMs) });
  if (age < dayMs) return words.t('age.hours', { n: Math.floor(age / hourMs) });
  return words.t('age.days', { n: Math.floor(age / dayMs) });
}
