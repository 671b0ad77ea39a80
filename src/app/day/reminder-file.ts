// A reminder for the phone's own calendar, as a file. Times are in UTC, so that it needs no time zone of its own. Nothing
// in it says who the voter is or where they vote: the same file for everybody who asks for that day.
// RFC 5545; its words are passed in.

export interface Reminder {
  /** The same for everybody, so that asking twice makes one entry: "voting-2027-02-08". */
  readonly uid: string;
  /** ms since 1970; or a whole day, "2027-02-08", where no hour is known. */
  readonly starts: number | string;
  /** ms since 1970; left out for a whole day. */
  readonly ends?: number;
  readonly title: string;
  readonly text: string;
  /** A place that everybody may know of; "" or left out for none. */
  readonly where?: string;
  /** Rises where the same entry may be saved again after it was changed. */
  readonly sequence?: number;
  /** When the phone speaks up, in minutes before the start. */
  readonly alarms: readonly number[];
}

const maxLineBytes = 75;

/** @param now when it is made; only the day is written */
export function reminderFile(
  { uid, starts, ends, title, text, where = '', sequence = 0, alarms }: Reminder,
  now: Date,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Nishan//Reminder//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp(Math.floor(now.getTime() / 86_400_000) * 86_400_000)}`,
    ...(sequence === 0 ? [] : [`SEQUENCE:${sequence}`]),
    typeof starts === 'string' ? `DTSTART;VALUE=DATE:${starts.replace(/-/g, '')}` : `DTSTART:${stamp(starts)}`,
    ...(ends === undefined ? [] : [`DTEND:${stamp(ends)}`]),
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(text)}`,
    ...(where === '' ? [] : [`LOCATION:${escapeText(where)}`]),
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    ...alarms.flatMap((minutes) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-PT${minutes}M`,
      `DESCRIPTION:${escapeText(title)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** @source RFC 5545, 3.3.5, form 2 */
function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** @source RFC 5545, 3.3.11 */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Cuts at 75 octets, never inside a character. @source RFC 5545, 3.1 */
function fold(line: string): string {
  let folded = '';
  let bytes = 0;
  for (const character of line) {
    const size = utf8Length(character);
    if (bytes + size > maxLineBytes) {
      folded += '\r\n ';
      bytes = 1;
    }
    folded += character;
    bytes += size;
  }
  return folded;
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** How long the evening's reminder stands in the calendar. */
const quarterMs = 900_000;
const eveningHour = 20;

/**
 * The next evening by the place's clock, today's where it is still to come.
 * @param offsetMinutes of the place's clock from UTC
 * @returns ms since 1970
 */
export function nextEvening(now: Date, offsetMinutes: number): { readonly starts: number; readonly ends: number } {
  const local = now.getTime() + offsetMinutes * 60_000;
  const today = Math.floor(local / 86_400_000) * 86_400_000 + eveningHour * 3_600_000;
  const evening = today > local ? today : today + 86_400_000;
  const starts = evening - offsetMinutes * 60_000;
  return { starts, ends: starts + quarterMs };
}
