// events.csv, notices.csv and steps.csv: what guide.yaml may also hold, as tables, because lists of it come from elsewhere
// and are imported again. Their rows stand behind the file's own.

import { instantReader, linkReader, sha256Reader } from '../../../core/guide/format/text.ts';
import { type Notice, printPattern } from '../../../core/guide/pages.ts';
import { text } from '../../../core/shape.ts';
import type { EventEntry, GuideFile, StepEntry } from '../content.ts';
import type { Cells } from './cells.ts';
import type { TableSpec } from './read-tables.ts';

const eventKinds = ['rally', 'desk', 'pick-up', 'talk', 'other'] as const;
const eventStates = ['planned', 'moved', 'cancelled'] as const;
const noticeKinds = ['correction', 'rumour', 'station-moved', 'counterfeit', 'over', 'information'] as const;
const pageKinds = ['steps', 'bring', 'help', 'other'] as const;
const instantForm = '2027-02-01T13:00:00Z, in UTC';
const linkForm = 'https://… or tel:…';

export const eventsSpec: TableSpec<EventEntry> = {
  file: 'events.csv',
  required: ['id', 'day'],
  columns: [
    ...['id', 'kind', 'title:', 'day', 'starts', 'ends', 'place:', 'latitude', 'longitude', 'regions', 'contests'],
    ...['state', 'was:', 'text:', 'link', 'sound'],
  ],
  read(cells) {
    const id = cells.id('id');
    const day = cells.day('day');
    if (day === null) cells.fault('missing-value', 'day', 'the event has no day', 'write it like 2027-02-08');
    if (id === null || day === null) return null;
    const starts = cells.like('starts', instantReader, instantForm);
    const ends = cells.like('ends', instantReader, instantForm);
    const latitude = cells.decimal('latitude', -90, 90);
    const longitude = cells.decimal('longitude', -180, 180);
    if ((latitude === null) !== (longitude === null)) {
      const fix = 'give latitude and longitude, or neither';
      cells.fault('half-position', 'latitude', 'the event has one coordinate of two', fix);
    }
    const regions = cells.ids('regions');
    const contests = cells.ids('contests');
    const link = cells.like('link', linkReader, linkForm);
    const sound = cells.file('sound');
    const texts = { place: cells.texts('place', 200), was: cells.texts('was', 200), text: cells.texts('text', 4_000) };
    return {
      id,
      kind: cells.oneOf('kind', eventKinds, 'other'),
      title: cells.texts('title', 200),
      day,
      ...(starts !== null && { starts }),
      ...(ends !== null && { ends }),
      ...filled(texts),
      ...(latitude !== null && longitude !== null && { latitude, longitude }),
      ...(regions.length > 0 && { regions }),
      ...(contests.length > 0 && { contests }),
      state: cells.oneOf('state', eventStates, 'planned'),
      ...(link !== null && { link }),
      ...(sound !== null && { sound }),
    };
  },
};

export const noticesSpec: TableSpec<Notice> = {
  file: 'notices.csv',
  required: ['id', 'at'],
  columns: [
    ...['id', 'kind', 'at', 'title:', 'text:', 'contest', 'serial', 'regions', 'was:', 'is:', 'reason:', 'order:'],
    ...['signedBy:', 'copyLink', 'copyFingerprint', 'copySha256', 'copyPrint', 'copyWords:'],
  ],
  read(cells) {
    const id = cells.id('id');
    const at = cells.like('at', instantReader, instantForm);
    if (at === null) cells.fault('missing-value', 'at', 'the notice has no time', `write it like ${instantForm}`);
    if (id === null || at === null) return null;
    const contest = cells.optionalId('contest');
    const serial = cells.integer('serial', 1, 100_000);
    const regions = cells.ids('regions');
    const texts = {
      ...{ text: cells.texts('text', 4_000), was: cells.texts('was', 4_000), is: cells.texts('is', 4_000) },
      ...{ reason: cells.texts('reason', 4_000), order: cells.texts('order', 4_000) },
      signedBy: cells.texts('signedBy', 200),
    };
    const counterfeit = copyIn(cells);
    return {
      id,
      kind: cells.oneOf('kind', noticeKinds, 'information'),
      at,
      title: cells.texts('title', 200),
      ...filled(texts),
      ...(contest !== null && { contest }),
      ...(serial !== null && { serial }),
      ...(regions.length > 0 && { regions }),
      ...(counterfeit && { counterfeit }),
    };
  },
};

const hashForm = '64 digits 0-9 and a-f';

/** By what the copy that a notice names is known; null where it names none. */
function copyIn(cells: Cells): Notice['counterfeit'] | null {
  const link = cells.like('copyLink', text(500), 'a site, like copy.example or copy.example/guide');
  const fingerprint = cells.like('copyFingerprint', sha256Reader, hashForm);
  const sha256 = cells.like('copySha256', sha256Reader, hashForm);
  const print = cells.like(
    'copyPrint',
    text(256, printPattern),
    '256 digits 0-9 and a-f, as "nishan picture-print" prints it',
  );
  const words = cells.texts('copyWords', 4_000);
  const found = {
    ...(link !== null && { link }),
    ...(fingerprint !== null && { fingerprint }),
    ...(sha256 !== null && { sha256 }),
    ...(print !== null && { print }),
    ...filled({ words }),
  };
  return Object.keys(found).length > 0 ? found : null;
}

interface StepRow {
  readonly page: string;
  readonly kind: GuideFile['pages'][number]['kind'];
  readonly title: GuideFile['pages'][number]['title'];
  readonly number: number | null;
  readonly step: StepEntry;
}

export const stepsSpec: TableSpec<StepRow> = {
  file: 'steps.csv',
  required: ['page', 'number'],
  columns: ['page', 'number', 'kind', 'title:', 'text:', 'picture', 'sound'],
  read(cells) {
    const page = cells.id('page');
    if (page === null) return null;
    const picture = cells.file('picture');
    const sound = cells.file('sound');
    const step = { text: cells.texts('text', 4_000), ...(picture && { picture }), ...(sound && { sound }) };
    const title = cells.texts('title', 200);
    return { page, kind: cells.oneOf('kind', pageKinds, 'steps'), title, number: cells.integer('number', 1, 30), step };
  },
};

/** The pages of steps.csv: a page's title and kind are those of its first row. */
export function pagesOfSteps(rows: readonly StepRow[]): GuideFile['pages'] {
  const pages = new Map<string, StepRow[]>();
  for (const row of rows) pages.set(row.page, [...(pages.get(row.page) ?? []), row]);
  return [...pages].flatMap(([id, own]) => {
    const steps = [...own].sort((a, b) => (a.number ?? 99) - (b.number ?? 99));
    const [first] = steps;
    return first ? [{ id, kind: first.kind, title: first.title, steps: steps.map(({ step }) => step) }] : [];
  });
}

/** Texts that somebody filled in; the others are no part of the item. */
function filled<T extends Readonly<Record<string, object>>>(texts: T): Partial<T> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => Object.keys(text).length > 0)) as Partial<T>;
}
