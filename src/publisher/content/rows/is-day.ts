// A day of the calendar, as tables and options write it.

/** Whether a text is one: "2027-02-08", and not 31 February. */
export function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
}
