// Content of any kind for tests of what the publisher writes: texts, ids, contests, and files that are not there.
import fc from 'fast-check';
import { plainText } from '../../../src/core/guide/format/plain-text.ts';
import type { Text } from '../../../src/core/guide/format/text.ts';
import { type ContentFiles, readContentFiles } from '../../../src/publisher/build/content-files.ts';
import type { Content, ContestEntry, GuideFile } from '../../../src/publisher/content/content.ts';
import { rowsAtHand } from '../../../src/publisher/content/rows/rows.ts';

export const languages = ['en', 'ur'] as const;
export const origin = { file: 'test.csv', row: 2 };

/** Any text that has no marks in it which the app takes out where it reads: hostile.test.ts has those. */
export const words = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .map(plainText)
  .filter((each) => each !== '');
export const text: fc.Arbitrary<Text> = fc.dictionary(fc.constantFrom('en', 'ur'), words, {
  maxKeys: 2,
  noNullPrototype: true,
});
export const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,11}$/);
export const region = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,11}$/);
export const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

export const guideFile: GuideFile = {
  demo: true,
  neutralName: '',
  publisher: { name: { en: 'Publisher' } },
  sources: [],
  licence: {},
  languages,
  election: {
    id: 'e',
    name: { en: 'Election' },
    kind: 'general',
    date: '2027-02-08',
    calendar: {},
    lookups: [],
    findFirst: 'pad',
  },
  ballots: [{ id: 'NA', name: { en: 'National' }, short: { en: 'NA' }, colour: '#2f8f5b' }],
  endorsers: [],
  mirrors: [],
  pages: [],
  notices: [],
  events: [],
  media: [],
};

export const nothing: Content = {
  dir: '.',
  guide: guideFile,
  contests: [],
  regions: [],
  candidates: [],
  parties: [],
  symbols: [],
  places: rowsAtHand([]),
  areas: [],
  endorsements: [],
  expected: [],
  media: [],
};

const noFiles = await readContentFiles(nothing);

/** Files named by any path, each with a hash of its own. */
export function anyFiles(): ContentFiles {
  const blobs = new Map<string, ReturnType<ContentFiles['add']>>();
  return {
    bytes: new Map(),
    made: new Set(),
    add: noFiles.add,
    blob(path) {
      if (!path) return undefined;
      const blob = blobs.get(path) ?? [blobs.size.toString(16).padStart(64, '0'), blobs.size + 1];
      blobs.set(path, blob);
      return blob;
    },
  };
}

export function contestOf(code: string, more: Partial<ContestEntry> = {}): ContestEntry {
  return {
    ...origin,
    id: code,
    ballot: 'NA',
    name: {},
    district: {},
    kind: 'candidates',
    mark: 'symbol',
    state: 'open',
    isIncomplete: false,
    places: null,
    previousContestId: null,
    day: null,
    isRerun: false,
    question: {},
    note: {},
    ...more,
  };
}
