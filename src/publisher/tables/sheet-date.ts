// Numbers that a workbook shows as dates: days since the last of 1899, with the fraction for the time of day.
// ECMA-376 part 1, 18.8.30 (formats) and 18.17.4.1 (date systems).

const builtIn = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
const dayMs = 86_400_000;
const days1904 = 1_462;

/** @param code the format as the workbook writes it, where it has one of its own */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.has(id);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare);
}

/** "2027-02-08", "2027-02-08 08:30", or "08:30" where there is no day. */
export function dateText(value: number, is1904: boolean): string {
  const minutes = Math.round((value % 1) * 1_440);
  const time = `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
  if (value < 1) return time;
  const days = Math.floor(value) + (is1904 ? days1904 : 0);
  // The date system has a 29 February 1900, which never was; nothing here is older.
  const day = new Date(Date.UTC(1899, 11, 30) + days * dayMs);
  if (Number.isNaN(day.getTime())) return String(value);
  const text = day.toISOString().slice(0, 10);
  return minutes === 0 ? text : `${text} ${time}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
