// guide.yaml: all of a guide that is not a table. Each section is read by the core's own reader, so that what passes
// here the app reads too; places are the lines of the file.
import { isAlias, isNode, LineCounter, parseDocument } from 'yaml';
import { AppError } from '../../../core/errors.ts';
import { eventReader } from '../../../core/guide/events.ts';
import { idReader, languagePattern, multilingual, realDate, regionIdReader } from '../../../core/guide/format/text.ts';
import { guideReaders } from '../../../core/guide/guide.ts';
import { clipSubjectReader } from '../../../core/guide/media.ts';
import { noticeReader } from '../../../core/guide/pages.ts';
import { flag, integer, list, object, oneOf, type Reader, text } from '../../../core/shape.ts';
import type { GuideFile } from '../content.ts';
import type { Fault } from '../fault.ts';
import { mediaPathPattern } from '../folder.ts';
import { inWords } from './want-in-words.ts';
import { slipInWords } from './yaml-slip.ts';

export const guideFileName = 'guide.yaml';
const maxGuideBytes = 4_194_304;
const maxAliases = 50;

const prose = multilingual(4_000);
const title = multilingual(200);
const folderFile = text(200, mediaPathPattern);
const language = text(35, languagePattern);

const step = object({ text: prose }, { picture: folderFile, sound: folderFile });
const page = object(
  { id: idReader, kind: oneOf('steps', 'bring', 'help', 'other'), title, steps: list(step, 30) },
  { sound: folderFile },
);
const event = eventReader(folderFile);
const clip = object(
  { id: idReader, title, file: folderFile, synthetic: flag, voice: title },
  {
    of: clipSubjectReader,
    symbol: idReader,
    language: text(35),
    seconds: integer(1, 3_600),
    regions: list(regionIdReader, 5_000),
  },
);

const noElection: GuideFile['election'] = {
  id: 'none',
  name: {},
  kind: 'other',
  date: '1970-01-01',
  calendar: {},
  lookups: [],
  findFirst: 'list',
};

/** What stands where guide.yaml cannot be read. */
export const noGuide: GuideFile = {
  demo: false,
  neutralName: '',
  publisher: { name: {} },
  sources: [],
  licence: {},
  languages: [],
  election: noElection,
  ballots: [],
  endorsers: [],
  mirrors: [],
  pages: [],
  notices: [],
  events: [],
  media: [],
};

/** Launchers, tabs and names of files show it. */
const neutralName = /^[\p{L}\p{N}]+( [\p{L}\p{N}]+){0,3}$/u;

type Place = (path: readonly (string | number)[]) => number | undefined;

/** Reads guide.yaml; what does not fit is added to `faults`, with its line as the row. */
export function readGuideFile(bytes: Uint8Array, faults: Fault[]): GuideFile {
  const fault = (code: string, message: string, fix: string, row?: number): void => {
    faults.push({ severity: 'error', code, file: guideFileName, ...(row && { row }), message, fix });
  };
  if (bytes.length > maxGuideBytes) {
    fault('too-large', `the file has more than ${maxGuideBytes} bytes`, 'shorten it');
    return noGuide;
  }
  const lines = new LineCounter();
  const document = parseDocument(new TextDecoder().decode(bytes), { lineCounter: lines, prettyErrors: false });
  // The first alone: what follows a slip is mostly its consequence.
  const [slip] = document.errors;
  if (slip) {
    const { message, fix } = slipInWords(slip);
    fault('bad-yaml', message, fix, lines.linePos(slip.pos[0]).line);
    return noGuide;
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: maxAliases });
  } catch {
    fault('bad-yaml', 'it refers to itself too often', 'write the parts out instead of using aliases');
    return noGuide;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fault('bad-yaml', 'it has no sections', 'write it as "publisher:", "languages:", "election:" …', 1);
    return noGuide;
  }
  const place: Place = (path) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && !isAlias(node) && node.range) {
        return lines.linePos(node.range[0]).line;
      }
    }
    return undefined;
  };
  return readSections(value as Readonly<Record<string, unknown>>, place, faults);
}

function readSections(from: Readonly<Record<string, unknown>>, place: Place, faults: Fault[]): GuideFile {
  const section = sectionReader(from, place, faults);
  const guide: GuideFile = {
    demo: section.one('demo', flag, false),
    neutralName: section.one('neutralName', text(30, neutralName), ''),
    publisher: section.required('publisher', guideReaders.publisher, noGuide.publisher),
    sources: section.many('sources', guideReaders.source, 50),
    licence: section.one('licence', multilingual(2_000), {}),
    languages: section.required('languages', list(language, 20), []),
    election: section.required('election', guideReaders.election, noElection),
    ballots: section.many('ballots', guideReaders.ballot, 50),
    endorsers: section.many('endorsers', guideReaders.endorser, 50),
    mirrors: section.many('mirrors', guideReaders.mirror, 200),
    pages: section.many('pages', page, 200),
    notices: section.many('notices', noticeReader, 5_000),
    events: section.many('events', event, 20_000),
    media: section.many('media', clip, 50_000),
  };
  for (const name of Object.keys(from)) {
    if (name === 'draft') refuseDraft(place, faults);
    else if (!Object.hasOwn(guide, name)) unknownField(name, [name], place, faults);
  }
  return guide;
}

/** The mark belongs to what throwaway keys sign: with it under real keys nobody could tell a draft from the guide. */
function refuseDraft(place: Place, faults: Fault[]): void {
  const row = place(['draft']);
  const message = 'a guide cannot call itself a draft: only a preview is one, and real keys never sign it';
  const fix = 'remove the line; to show a draft, run: nishan preview FOLDER';
  faults.push({
    severity: 'error',
    code: 'draft-in-guide',
    file: guideFileName,
    ...(row && { row }),
    column: 'draft',
    message,
    fix,
  });
}

function sectionReader(from: Readonly<Record<string, unknown>>, place: Place, faults: Fault[]) {
  const isThere = (name: string): boolean => Object.hasOwn(from, name) && from[name] !== null;
  const read = <T>(reader: Reader<T>, value: unknown, path: string, otherwise: T): T => {
    try {
      const result = reader(value, path);
      reportUnknown(value, result, path, place, faults);
      return result;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const at = String(error.details.path ?? path);
      const row = place(pathParts(at));
      const given = valueAt(from, pathParts(at));
      const { message, fix } = inWords(String(error.details.want), at, given);
      faults.push({
        severity: 'error',
        code: error.details.want === realDate ? 'no-such-day' : 'bad-value',
        file: guideFileName,
        ...(row && { row }),
        column: at,
        message,
        fix,
      });
      return otherwise;
    }
  };
  return {
    one: <T>(name: string, reader: Reader<T>, otherwise: T): T =>
      isThere(name) ? read(reader, from[name], name, otherwise) : otherwise,
    required<T>(name: string, reader: Reader<T>, otherwise: T): T {
      if (isThere(name)) return read(reader, from[name], name, otherwise);
      faults.push({
        severity: 'error',
        code: 'missing-section',
        file: guideFileName,
        column: name,
        message: `there is no ${name}`,
        fix: `add "${name}:" as the example guide has it`,
      });
      return otherwise;
    },
    many<T>(name: string, reader: Reader<T>, maxItems: number): readonly T[] {
      if (!isThere(name)) return [];
      const items = read(
        list((value) => value, maxItems),
        from[name],
        name,
        [],
      );
      const nothing = Symbol('nothing');
      return items.flatMap((item, i) => {
        const result = read<T | typeof nothing>(reader, item, `${name}[${i}]`, nothing);
        return result === nothing ? [] : [result];
      });
    },
  };
}

function valueAt(from: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[part] : undefined,
    from,
  );
}

/** The readers leave out what they do not know; a misspelt field must not vanish without a word. */
function reportUnknown(value: unknown, result: unknown, path: string, place: Place, faults: Fault[]): void {
  if (typeof value !== 'object' || value === null || typeof result !== 'object' || result === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`;
    if (!Object.hasOwn(result, name)) unknownField(here, pathParts(here), place, faults);
    else reportUnknown(inner, (result as Record<string, unknown>)[name], here, place, faults);
  }
}

function unknownField(column: string, path: readonly (string | number)[], place: Place, faults: Fault[]): void {
  const row = place(path);
  faults.push({
    severity: 'warning',
    code: 'unknown-field',
    file: guideFileName,
    ...(row && { row }),
    column,
    message: 'nothing reads this',
    fix: 'look for a misspelling, or remove it',
  });
}

function pathParts(path: string): readonly (string | number)[] {
  return path
    .split(/[.[\]]/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
