// Text in several languages, and the small readers that every part of the guide shares.
import { list, type Reader, record, refuse, text } from '../../shape.ts';

/** A language's BCP 47 tag, lower case: "en", "ur", "pa-arab". */
export const languagePattern = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;
/** One text in several languages: `{en: "Kite", ur: "پتنگ"}`. A language may be missing; an empty text counts as missing. */
export type Text = Readonly<Record<string, string>>;

const maxLanguages = 20;

/** Reads a text in several languages, each at most `maxLength` long. */
export function multilingual(maxLength: number): Reader<Text> {
  return record(languagePattern, text(maxLength), maxLanguages);
}

/** One column of texts a language, all of one length: `{en: ["Lahore"], ur: ["لاہور"]}`; "" where one is missing. */
export type TextColumns = Readonly<Record<string, readonly string[]>>;

/** Reads columns of `rows` texts each, every text of at most `maxLength` UTF-16 units. */
export function textColumns(maxLength: number, rows: number): Reader<TextColumns> {
  return record(languagePattern, column(text(maxLength), rows), maxLanguages);
}

/** Reads a list of exactly `rows` items. */
export function column<T>(item: Reader<T>, rows: number): Reader<readonly T[]> {
  const read = list(item, rows);
  return (value, path) => {
    const items = read(value, path);
    return items.length === rows ? items : refuse(path, `exactly ${rows} items`);
  };
}

/** The texts of one row. */
export function textAt(columns: TextColumns, row: number): Text {
  const texts: Record<string, string> = {};
  for (const language of Object.keys(columns)) {
    const value = columns[language]?.[row];
    if (value) texts[language] = value;
  }
  return texts;
}

/**
 * The text in the first of `languages` that has one, else in any language.
 * @returns the text and the language it is in, so that the page can mark it; null where there is none
 */
export function pickText(
  texts: Text | undefined,
  languages: readonly string[],
): { readonly text: string; readonly language: string } | null {
  if (!texts) return null;
  for (const language of [...languages, ...Object.keys(texts)]) {
    const found = texts[language];
    if (found) return { text: found, language };
  }
  return null;
}

/** An id inside a guide: a contest ("NA-130"), a party, a ballot, a region, a page. */
export const idReader: Reader<string> = text(64, /^[A-Za-z0-9][A-Za-z0-9._-]*$/);
/** A region's id; it becomes part of a target path, so lower case only. */
export const regionIdReader: Reader<string> = text(48, /^[a-z0-9][a-z0-9._-]*$/);
/** SHA-256 in lower-case hex. */
export const sha256Reader: Reader<string> = text(64, /^[0-9a-f]{64}$/);
/** What is wanted of a date that no calendar has. */
export const realDate = 'a real date';
/** An instant in UTC: "2026-02-05T18:00:00Z". */
export const instantReader: Reader<string> = onRealDays(text(20, /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/));
/** A calendar day: "2026-02-08". */
export const dayReader: Reader<string> = onRealDays(text(10, /^\d{4}-\d\d-\d\d$/));
/** A time of day on the 24-hour clock: "08:00". */
export const clockReader: Reader<string> = text(5, /^([01]\d|2[0-3]):[0-5]\d$/);
/** A link that may be shown: https, or a telephone or SMS number. Nothing else is ever made a link. */
export const linkReader: Reader<string> = text(500, /^(https:\/\/[^\s"'<>\\]+|tel:[+0-9*#-]+|sms:[+0-9*#-]+)$/);

/** Counted here: of 31 February some engines make 3 March, and others no date at all. */
function onRealDays(reader: Reader<string>): Reader<string> {
  return (value, path) => {
    const date = reader(value, path);
    const [year = 0, month = 0, day = 0] = date.split(/\D/).map(Number);
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
    return year > 0 && day > 0 && day <= length ? date : refuse(path, realDate);
  };
}
