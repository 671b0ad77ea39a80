// Names that are none yet: "To be uploaded", "N/A". Whoever reads one on polling day takes it for a person or a place.
import type { Text } from '../../core/guide/format/text.ts';
import type { Content, Origin } from '../content/content.ts';
import { type Fault, faultList } from '../content/fault.ts';
import { isPlaceholder } from '../content/placeholder.ts';
import { type Kind, type Memory, recall } from '../memory/memory.ts';
import { openReporter, type Reporter } from './reporter.ts';

const placesKind: Kind<readonly Fault[]> = {
  name: 'places-placeholders',
  write: (faults) => faults,
  read: (value) => faultList(value, ''),
};

export function checkPlaceholders(content: Content, report: Reporter, memory: Memory): void {
  const { guide } = content;
  const rows = <T extends Origin>(all: readonly T[], column: string, textOf: (row: T) => Text): void =>
    checkRows(all, column, textOf, report);
  rows(content.candidates, 'name', ({ name }) => name);
  rows(content.symbols, 'name', ({ name }) => name);
  rows(content.symbols, 'description', ({ description }) => description);
  rows(content.parties, 'name', ({ name }) => name);
  rows(content.contests, 'name', ({ name }) => name);
  rows(content.regions, 'regionName', ({ regionName }) => regionName);
  for (const fault of inPlaces(content.places, memory)) report.add(fault);
  rows(content.areas, 'name', ({ name }) => name);
  const named: readonly (readonly [string, Text])[] = [
    ['publisher.name', guide.publisher.name],
    ['election.name', guide.election.name],
    // A ballot may be called as its id is, and "NA" is a National Assembly.
    ...guide.ballots.flatMap(({ id, name }, i) =>
      Object.values(name).includes(id) ? [] : [[`ballots[${i}].name`, name] as const],
    ),
    ...guide.endorsers.map(({ name }, i) => [`endorsers[${i}].name`, name] as const),
    ...guide.pages.map(({ title }, i) => [`pages[${i}].title`, title] as const),
    ...guide.notices.map(({ title }, i) => [`notices[${i}].title`, title] as const),
    ...guide.events.map(({ title }, i) => [`events[${i}].title`, title] as const),
  ];
  for (const [path, texts] of named) {
    for (const [language, text] of Object.entries(texts)) {
      if (isPlaceholder(text))
        report.guideError(`${path}.${language}`, 'placeholder', ...words(text, `take "${language}" out of it`));
    }
  }
}

function checkRows<T extends Origin>(
  all: readonly T[],
  column: string,
  textOf: (row: T) => Text,
  report: Reporter,
): void {
  for (const row of all) {
    const texts = textOf(row);
    for (const language of Object.keys(texts)) {
      const text = texts[language] ?? '';
      if (isPlaceholder(text))
        report.error(row, `${column}:${language}`, 'placeholder', ...words(text, 'clear the cell'));
    }
  }
}

function inPlaces(places: Content['places'], memory: Memory): readonly Fault[] {
  const find = (): readonly Fault[] => {
    const faults: Fault[] = [];
    const report = openReporter(faults, []);
    checkRows(places.all(), 'name', ({ name }) => name, report);
    checkRows(places.all(), 'address', ({ address }) => address, report);
    return faults;
  };
  return places.print === null ? find() : recall(memory, placesKind, [places.print], find);
}

function words(text: string, otherwise: string): readonly [message: string, fix: string] {
  return [`"${text}" keeps the place of a name and is none`, `fill in the real one, or ${otherwise}`];
}
