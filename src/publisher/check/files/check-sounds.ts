// The clips of media.csv and guide.yaml: that each says whose voice it is, speaks of something that is there, and does
// not name another symbol than the card will show. What the files themselves are is for check-files.ts.
import { fold } from '../../../core/spelling/fold.ts';
import type { CandidateEntry, Content, MediaEntry } from '../../content/content.ts';
import type { Reporter } from '../reporter.ts';

export function checkSounds(content: Content, report: Reporter): void {
  const { media, guide } = content;
  report.doubles(media, 'id', ({ id }) => id);
  const inGuide = new Set(guide.media.map(({ id }) => id));
  const known = new Set(content.regions.map(({ region }) => region));
  const subjects = openSubjects(content);
  for (const row of media) {
    if (inGuide.has(row.id)) {
      report.error(row, 'id', 'doubled-id', `"${row.id}" stands in guide.yaml already`, 'give it another id');
    }
    if (Object.keys(row.voice).length === 0) {
      const fix = 'name the speaker, or the program that made it';
      report.error(row, 'voice', 'no-voice', `nobody knows whose voice ${row.sound} is`, fix);
    }
    if (Object.keys(row.title).length === 0) {
      report.error(row, 'title', 'no-name', `the clip "${row.id}" has no title`, 'write what it says');
    }
    if (row.language !== null && !guide.languages.includes(row.language)) {
      const fix = 'add it to languages in guide.yaml, or correct it';
      report.error(row, 'language', 'unknown-language', `guide.yaml does not list "${row.language}"`, fix);
    }
    for (const region of row.regions) report.reference(row, 'regions', 'region', region, known);
    if (row.of !== null) checkSubject(row, subjects, content, report);
  }
  checkDoubles(media, report);
  checkDescribed(content, report);
}

/** Two clips of one thing in one language: a phone would play either. */
function checkDoubles(media: readonly MediaEntry[], report: Reporter): void {
  const spoken = media.filter(({ of }) => of !== null);
  report.doubles(spoken, 'of', ({ of, language, symbol }) => [of, language, symbol].filter(Boolean).join(' '));
}

/** What clips may speak of, looked up: a country has a clip a candidate. */
interface Subjects {
  readonly symbols: ReadonlySet<string>;
  readonly contests: ReadonlySet<string>;
  /** By contest and serial number. */
  readonly candidates: ReadonlyMap<string, CandidateEntry>;
  /** By contest: whom endorsers back. */
  readonly backed: ReadonlyMap<string, ReadonlySet<number>>;
}

function openSubjects({ symbols, contests, candidates, endorsements }: Content): Subjects {
  const backed = new Map<string, Set<number>>();
  for (const { contest, serial } of endorsements) {
    backed.set(contest, (backed.get(contest) ?? new Set<number>()).add(serial));
  }
  return {
    symbols: new Set(symbols.map(({ code }) => code)),
    contests: new Set(contests.map(({ id }) => id)),
    candidates: new Map(candidates.map((each) => [`${each.contest} ${each.serial}`, each])),
    backed,
  };
}

function checkSubject(row: MediaEntry, subjects: Subjects, content: Content, report: Reporter): void {
  const [kind, id = '', number = ''] = (row.of ?? '').split('/');
  switch (kind) {
    case 'symbol':
      report.reference(row, 'of', 'symbol', id, subjects.symbols);
      break;
    case 'candidate':
      checkCandidate(row, id, Number(number), subjects, report);
      break;
    case 'seat':
      checkAnswer(row, id, subjects, report);
      break;
    case 'event':
      report.reference(row, 'of', 'event', id, new Set(content.guide.events.map((event) => event.id)));
      break;
    default:
      checkPage(row, id, Number(number), content, report);
  }
}

/** A list that was numbered anew must not put a voice beside another name: the title holds the name that is said. */
function checkCandidate(row: MediaEntry, contest: string, serial: number, subjects: Subjects, report: Reporter): void {
  const candidate = subjects.candidates.get(`${contest} ${serial}`);
  if (!candidate) {
    const message = `there is no candidate with serial ${serial} in ${contest}`;
    report.error(row, 'of', 'unknown-candidate', message, 'correct it, or remove the row');
    return;
  }
  const isNamed = Object.entries(candidate.name).some(([tag, name]) => fold(row.title[tag] ?? '').includes(fold(name)));
  if (isNamed) return;
  const name = Object.values(candidate.name)[0] ?? '';
  const message = `${contest} serial ${serial} is ${name}, whom the title does not name`;
  report.error(
    row,
    'title',
    'names-another',
    message,
    'listen to it: correct the number, or write the name in the title',
  );
}

/**
 * "Your symbol is the kite" is a lie the day that the symbol changes. A warning alone: phones play it beside that symbol
 * only, and a correction must not wait for a new recording.
 */
function checkAnswer(row: MediaEntry, contest: string, subjects: Subjects, report: Reporter): void {
  report.reference(row, 'of', 'contest', contest, subjects.contests);
  const serials = [...(subjects.backed.get(contest) ?? [])];
  const [backed, another] = serials.flatMap((serial) => subjects.candidates.get(`${contest} ${serial}`) ?? []);
  if (!backed || another) {
    const message = `${contest} has no one candidate who is backed, so there is no answer to say`;
    report.warning(row, 'of', 'no-answer', message, 'remove the row, or make it a candidate’s');
  } else if (row.symbol === null || row.symbol !== backed.symbol) {
    const message = `the card of ${contest} shows the symbol "${backed.symbol}", the row says "${row.symbol ?? ''}"`;
    report.warning(row, 'symbol', 'says-another-symbol', message, 'listen to it: record it anew, or correct the row');
  }
}

function checkPage(row: MediaEntry, id: string, number: number, { guide }: Content, report: Reporter): void {
  const page = guide.pages.find((each) => each.id === id);
  if (page && number <= page.steps.length) return;
  const what = page ? `the page "${id}" has ${page.steps.length} steps` : `there is no page "${id}"`;
  report.error(row, 'of', 'unknown-page', what, 'correct it, or add it to guide.yaml');
}

/** A sound whose voice nobody states is not played: a synthetic one would pass for a person. */
function checkDescribed({ media, guide, candidates, symbols }: Content, report: Reporter): void {
  const described = new Set([...media.map(({ sound }) => sound), ...guide.media.map(({ file }) => file)]);
  const words = (sound: string): readonly [string, string, string] => [
    'undescribed-sound',
    `nothing says whose voice ${sound} is, or that a program speaks, so that no phone plays it`,
    'add a row for the file to media.csv',
  ];
  for (const row of [...candidates, ...symbols]) {
    if (row.sound !== null && !described.has(row.sound)) report.warning(row, 'sound', ...words(row.sound));
  }
  const inGuide: readonly (readonly [string, string | undefined])[] = [
    ...guide.pages.flatMap(({ sound, steps }, i) => [
      [`pages[${i}].sound`, sound] as const,
      ...steps.map((step, j) => [`pages[${i}].steps[${j}].sound`, step.sound] as const),
    ]),
    ...guide.events.map(({ sound }, i) => [`events[${i}].sound`, sound] as const),
  ];
  for (const [path, sound] of inGuide) {
    if (sound !== undefined && !described.has(sound)) report.guideWarning(path, ...words(sound));
  }
}
