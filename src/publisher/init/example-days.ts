// The example's days stand in its files as on the day when it was written. Whoever makes it later gets an election that is as
// far ahead as it was then, on the same day of the week.

const dayMs = 86_400_000;
/** The example is written for this day: its vote is eleven weeks ahead, its notices are of the days before. */
const writtenMs = Date.UTC(2026, 10, 22);
const isoDay = /'(20\d\d-\d\d-\d\d)/g;

/** How far the example's days are moved, in whole weeks. @returns days, 0 on the day for which it was written and before */
export function exampleShift(now: Date): number {
  return Math.max(0, 7 * Math.floor((now.getTime() - writtenMs) / (7 * dayMs)));
}

/** @param day "2027-02-08" @param days how many later */
export function laterDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** @param yaml in which each day, alone or with a time of day, begins a quoted text: '2027-02-08' */
export function moveDays(yaml: string, days: number): string {
  return yaml.replace(isoDay, (_, day: string) => `'${laterDay(day, days)}`);
}
