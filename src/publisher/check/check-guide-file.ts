// guide.yaml against itself and the tables: distinct ids, kinds that phones know, references that lead somewhere.
import type { Text } from '../../core/guide/format/text.ts';
import { isMirrorKind, mirrorKinds } from '../../io/mirror/mirror-url.ts';
import type { Content } from '../content/content.ts';
import { unspokenFix, unspokenMessage, unspokenOf } from '../content/guide-file/spoken-languages.ts';
import type { Reporter } from './reporter.ts';

const bidiPattern = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** As many pictures as a strip has. */
const maxSteps = 6;

export function checkGuideFile(content: Content, report: Reporter): void {
  const { guide } = content;
  if (guide.languages.length === 0) {
    report.guideError('languages', 'no-languages', 'no language is listed', 'write them like: languages: [en, ur]');
  }
  for (const tag of unspokenOf(guide.languages)) {
    const path = `languages[${guide.languages.indexOf(tag)}]`;
    report.guideWarning(path, 'no-interface', unspokenMessage(tag), unspokenFix);
  }
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['languages', guide.languages],
    ['ballots', guide.ballots.map(({ id }) => id)],
    ['endorsers', guide.endorsers.map(({ id }) => id)],
    ['pages', guide.pages.map(({ id }) => id)],
    ['notices', guide.notices.map(({ id }) => id)],
    ['events', guide.events.map(({ id }) => id)],
    ['media', guide.media.map(({ id }) => id)],
  ];
  for (const [name, ids] of lists) {
    ids.forEach((id, i) => {
      if (ids.indexOf(id) === i) return;
      report.guideError(`${name}[${i}]`, 'doubled-id', `"${id}" stands in ${name} already`, 'give it another id');
    });
  }
  const used = new Set(content.contests.map(({ ballot }) => ballot));
  guide.ballots.forEach(({ id }, i) => {
    if (used.has(id) || content.contests.length === 0) return;
    report.guideWarning(
      `ballots[${i}]`,
      'unused-ballot',
      `no contest is on the ballot "${id}"`,
      'remove it, or add contests',
    );
  });
  if (Object.keys(guide.publisher.name).length === 0) {
    const fix = 'fill in your name: voters are shown who says so';
    report.guideError('publisher.name', 'no-name', 'the publisher has no name', fix);
  }
  guide.pages.forEach(({ kind, steps }, i) => {
    if (kind !== 'steps' || steps.length <= maxSteps) return;
    const fix = 'say it in fewer steps, or put the rest on a page of its own';
    const message = `${steps.length} steps are more than anybody keeps in mind; ${maxSteps} do`;
    report.guideWarning(`pages[${i}].steps`, 'many-steps', message, fix);
  });
  guide.mirrors.forEach(({ kind }, i) => {
    if (isMirrorKind(kind)) return;
    const message = `"${kind}" is no kind of mirror that phones know, so they leave it out`;
    report.guideWarning(`mirrors[${i}].kind`, 'unknown-kind', message, `write one of: ${mirrorKinds.join(', ')}`);
  });
  checkLanguages(guide, report);
  checkReferences(content, report);
  checkTexts(guide, '', report);
}

/** So many places are named. */
const mostNamed = 6;

/**
 * Texts of the file that one of the languages lacks. Of a notice `nishan correct` tells when it is made; a source has the
 * name that its own makers gave it.
 */
function checkLanguages(guide: Content['guide'], report: Reporter): void {
  const { publisher, election } = guide;
  const texts: readonly (readonly [string, Text | undefined])[] = [
    ['publisher.name', publisher.name],
    ['publisher.contact', publisher.contact],
    ['election.name', election.name],
    ...(election.lookups ?? []).map(({ text }, i) => [`election.lookups[${i}].text`, text] as const),
    ...guide.ballots.map(({ name }, i) => [`ballots[${i}].name`, name] as const),
    ...guide.endorsers.map(({ name }, i) => [`endorsers[${i}].name`, name] as const),
    ...guide.mirrors.map(({ name }, i) => [`mirrors[${i}].name`, name] as const),
    ...guide.pages.map(({ title }, i) => [`pages[${i}].title`, title] as const),
  ];
  const unspoken = unspokenOf(guide.languages);
  for (const tag of guide.languages.filter((each) => !unspoken.includes(each))) {
    const lacking = texts.flatMap(([path, text]) =>
      text && Object.values(text).some(Boolean) && !text[tag] ? [path] : [],
    );
    if (lacking.length === 0) continue;
    const named = lacking.length > mostNamed ? [...lacking.slice(0, mostNamed), '…'] : lacking;
    const message = `${lacking.length === 1 ? 'a text has' : `${lacking.length} texts have`} nothing in "${tag}": ${named.join(', ')}`;
    const fix = 'fill them in; voters who read it see another language there';
    report.guideWarning(lacking[0] ?? '', 'missing-text', message, fix);
  }
}

function checkReferences({ guide, contests, candidates, regions }: Content, report: Reporter): void {
  const ids = new Set(contests.map(({ id }) => id));
  const running = new Set(candidates.map(({ contest, serial }) => `${contest} ${serial}`));
  const known = new Set(regions.map(({ region }) => region));
  guide.notices.forEach(({ contest, serial, kind }, i) => {
    if (contest !== undefined && !ids.has(contest)) {
      const message = `there is no contest "${contest}"`;
      report.guideError(`notices[${i}].contest`, 'unknown-contest', message, 'correct it');
    } else if (contest !== undefined && serial !== undefined && !running.has(`${contest} ${serial}`)) {
      const message = `there is no candidate with serial ${serial} in ${contest}`;
      report.guideWarning(`notices[${i}].serial`, 'unknown-candidate', message, 'correct it, if it is not a removal');
    }
    if (kind === 'correction' && contest === undefined) {
      report.guideWarning(
        `notices[${i}]`,
        'no-contest',
        'the correction names no contest',
        'say which contest it is about',
      );
    }
  });
  const lists = { notices: guide.notices, events: guide.events, media: guide.media };
  for (const [name, items] of Object.entries(lists)) {
    items.forEach((item, i) => {
      for (const region of item.regions ?? []) {
        if (known.has(region)) continue;
        report.guideError(`${name}[${i}].regions`, 'unknown-region', `there is no region "${region}"`, 'correct it');
      }
    });
  }
}

function checkTexts(value: unknown, path: string, report: Reporter): void {
  if (typeof value === 'string') {
    if (!bidiPattern.test(value)) return;
    const message = 'there are invisible marks that turn the text around';
    report.guideError(path, 'bidi-control', message, 'type the text anew');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const step = Array.isArray(value) ? `[${key}]` : path === '' ? key : `.${key}`;
      checkTexts(inner, `${path}${step}`, report);
    }
  }
}
