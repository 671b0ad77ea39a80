// What a reader wanted of guide.yaml, for who fills it in: a pattern means nothing to a person, an example does.
import { AppError } from '../../../core/errors.ts';
import {
  clockReader,
  dayReader,
  idReader,
  instantReader,
  languagePattern,
  linkReader,
  realDate,
} from '../../../core/guide/format/text.ts';
import { colourReader, mirrorKindReader, mirrorUrlReader, offsetReader } from '../../../core/guide/guide.ts';
import { clipSubjectReader } from '../../../core/guide/media.ts';
import { type Reader, text } from '../../../core/shape.ts';
import { mirrorKinds } from '../../../io/mirror/mirror-url.ts';
import { mediaPathPattern } from '../folder.ts';

const dateFix = 'correct the date that is wrong';

interface Words {
  readonly message: string;
  readonly fix: string;
}

/** YAML takes what follows a bare "#" for a comment: `colour: #1a7f37` is empty. */
const emptyFix = 'fill it in; in quotation marks where it begins with "#"';

/** As guide.yaml has them; the readers whose pattern nobody wants to read. */
const forms: readonly (readonly [Reader<string>, string])[] = [
  [idReader, 'letters A-Z, digits, ".", "_" and "-"'],
  [instantReader, 'an instant in UTC like "2027-01-20T00:00:00Z"'],
  [dayReader, 'a day like "2027-02-08", in quotation marks'],
  [linkReader, 'a link that begins with https:, tel: or sms:'],
  [mirrorUrlReader, 'an address that begins with https://, like https://guide.example.org/guide/'],
  [mirrorKindReader, `one of: ${mirrorKinds.join(', ')}`],
  [colourReader, 'a colour like "#1a7f37": "#" and six of 0-9 and a-f, in quotation marks'],
  [clockReader, 'a time on the 24-hour clock like "08:00", in quotation marks'],
  [offsetReader, 'an offset from UTC like "+05:00", in quotation marks'],
  [clipSubjectReader, 'what it speaks of, like symbol/kite or candidate/NA-130/4'],
  [text(200, mediaPathPattern), 'a file of the folder like pictures/kite.svg'],
  [text(35, languagePattern), 'a language tag like en or ur'],
];

/** How a field that must be there is written, by the end of its path. */
const fields: readonly (readonly [RegExp, string])[] = [
  [/^election\.calendar$/, 'calendar: { symbolsFinal: "2027-01-20T00:00:00Z" }; empty is calendar: {}'],
  [/^election\.lookups$/, 'lookups: []'],
  [/^election\.findFirst$/, 'findFirst: pad (seat numbers), list (districts) or search (names)'],
  [/^election\.kind$/, 'kind: general'],
  [/\.hours\.offset$/, 'offset: "+05:00"'],
  [/\.(?:opens|closes)$/, 'opens: "08:00", closes: "17:00"'],
  [/\.colour$/, 'colour: "#1a7f37"'],
  [/^mirrors\[\d+\]\.kind$/, 'kind: static'],
  [/^lookups\[\d+\]\.kind$|\.lookups\[\d+\]\.kind$/, 'kind: sms'],
  [/^pages\[\d+\]\.kind$/, 'kind: steps'],
  [/^pages\[\d+\]\.steps$/, 'steps: [{ text: { en: … } }]'],
  [/^notices\[\d+\]\.kind$/, 'kind: correction'],
  [/^events\[\d+\]\.kind$/, 'kind: desk'],
  [/\.synthetic$/, 'synthetic: true where a program speaks, false where a person does'],
  [/\.at$/, 'at: "2027-01-20T00:00:00Z"'],
  [/\.(?:date|day)$/, 'day: "2027-02-08"'],
  [/\.url$/, 'url: https://guide.example.org/guide/'],
  [/\.link$/, 'link: https://example.org/'],
  [/\.file$/, 'file: sounds/kite.ogg'],
  [/\.(?:name|short|title|text|body|voice)$/, 'name: { en: … }'],
  [/\.id$/, 'id: a-short-name'],
];

/**
 * @param want what the reader wanted, as its refusal says
 * @param path "election.calendar"
 * @param given what stands there; undefined where nothing does
 */
export function inWords(want: string, path: string, given: unknown): Words {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (want === 'a value') return { message: `"${name}" is missing`, fix: `add it: ${example(path, name)}` };
  if (want === realDate) return { message: `there is no day ${String(given).slice(0, 10)}`, fix: dateFix };
  if (given === null) return { message: 'nothing is filled in here', fix: emptyFix };
  if (given === '') return { message: 'nothing is filled in here', fix: 'fill it in' };
  return { message: `this should be ${formOf(want)}`, fix: 'write it in that form' };
}

function example(path: string, name: string): string {
  const found = fields.find(([pattern]) => pattern.test(path))?.[1];
  const written = found?.replace(/^name:/, `${name}:`).replace(/^day:/, `${name}:`);
  return written ?? `${name}: …, as the example guide has it`;
}

function formOf(want: string): string {
  for (const [reader, words] of forms) if (refusalOf(reader) === want) return words;
  const [, number = ''] = /(\d+)$/.exec(want) ?? [];
  if (want.startsWith('text of at most'))
    return `a text of at most ${number} characters, in quotation marks where it is a number`;
  if (want.startsWith('list of at most')) return `a list of at most ${number}, each beginning with "- "`;
  if (want.startsWith('at most')) return `texts in at most ${number} languages`;
  if (want.startsWith('keys like')) return 'texts by language, like { en: Kite, ur: پتنگ }';
  if (want === 'object') return 'a part with fields of its own, like { en: Kite, ur: پتنگ }';
  if (want === 'true or false') return 'true or false, without quotation marks';
  if (want.startsWith('integer from'))
    return want.replace('integer', 'a whole number').replace(/ to 9007199254740991$/, ' on');
  if (want.startsWith('number from')) return `a ${want}`;
  if (want.includes(' | ')) return `one of: ${want.split(' | ').join(', ')}`;
  return 'written in another form: see the example guide';
}

/** What a reader says that it wanted, of a text that none of them takes. */
function refusalOf(reader: Reader<string>): string | null {
  try {
    reader('\n', '');
  } catch (error) {
    if (error instanceof AppError) return String(error.details.want);
  }
  return null;
}
