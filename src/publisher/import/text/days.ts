// Days and times as lists write them, put into the folder's form. What could be read in two ways is left as it is, for the
// folder's reader to refuse.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "8 February 2027", "2027/02/08" as "2027-02-08"; "08/02/2027" stays, being another day elsewhere. */
export function dayOf(text: string): string {
  const written = /^(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$/.exec(text);
  if (written) {
    const month = months.indexOf((written[2] ?? '').slice(0, 3).toLowerCase()) + 1;
    if (month > 0) return `${written[3]}-${pad(month)}-${pad(Number(written[1]))}`;
  }
  const [, year, month, day] = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text) ?? [];
  return year ? `${year}-${pad(Number(month))}-${pad(Number(day))}` : text;
}

/**
 * A moment in UTC.
 * @param text "2027-02-08T13:00:00Z", "2027-02-08 18:00", or a time of `day`: "18:00", "6 pm"
 * @param offset of the clocks there: "+05:00"; without it only moments in UTC can be told
 */
export function instantOf(text: string, day: string, offset: string | undefined): string {
  const [, written = day, hour, minute = '00', half] =
    /^(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2})(?::(\d{2}))?\s*([ap]m)?$/i.exec(text) ?? [];
  const isTime = hour !== undefined && (text.includes(':') || half !== undefined);
  if (!isTime || offset === undefined || written === '') return text;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const at = Date.parse(`${written}T${pad(hours)}:${minute}:00${offset}`);
  return Number.isNaN(at) ? text : new Date(at).toISOString().replace(/\.\d+/, '');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
