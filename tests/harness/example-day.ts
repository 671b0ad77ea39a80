// Days of the example guide that `nishan init` makes today: tests name them as the example's own files do.
import { exampleShift, laterDay } from '../../src/publisher/init/example-days.ts';

const locales = { en: 'en-GB', ur: 'ur-PK-u-nu-latn' } as const;

/** @param written a day, or an instant, as the example was written: "2027-02-08", "2027-02-08T05:00:00Z" */
export function exampleDay(written: string): string {
  return laterDay(written.slice(0, 10), exampleShift(new Date())) + written.slice(10);
}

/** Day, month and year of a day as `exampleDay` takes it: "8", "February", "2027". */
export function exampleDayParts(written: string, language: keyof typeof locales): readonly string[] {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locales[language], options)
    .formatToParts(new Date(exampleDay(written.slice(0, 10))))
    .flatMap(({ type, value }) => (type === 'literal' ? [] : [value]));
}

/** "8 February 2027". */
export function exampleDayInWords(written: string, language: keyof typeof locales = 'en'): string {
  return exampleDayParts(written, language).join(' ');
}
