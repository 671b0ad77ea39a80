// One seat as a small page of its own: candidates in ballot order with their symbols, in all languages of the guide, without
// JavaScript. Nobody has checked it, and it says so. A pure function of the seat's signed content and the words.
import { notMeant } from '../../core/guide/guide.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { formatClock, formatDay } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import type { CarrierContent } from '../carrier/carrier-content.ts';
import { noticeMarkup } from '../carrier/carrier-notice.ts';
import { ballotWords, factsOf, stateMarkup } from '../carrier/carrier-seat.ts';
import { html, type Markup, type Part, rawText, textOf } from '../markup.ts';
import { type Speaker, speakerOf } from '../speaker.ts';

/** The seat and the edition that it is of. */
export interface SeatPageContent extends Pick<CarrierContent, 'head' | 'edition' | 'issued'> {
  readonly card: ContestCard;
}

export interface SeatPageOptions {
  readonly content: SeatPageContent;
  /** The guide's languages, the main one first; at least one. */
  readonly words: readonly Words[];
  /** All of the page's own style: the policy names its hash. */
  readonly style: string;
  /** The Content-Security-Policy: also what the app may do that begins here. */
  readonly policy: string;
  /** Where a picture is, as the page's own address of it; null where there is none. */
  readonly pictureOf: (sha256: string) => string | null;
}

/** A candidate's row, and what it says in each language. */
export interface SeatPageRow {
  readonly markup: Markup;
  readonly names: readonly { readonly language: string; readonly name: Part; readonly facts: Part }[];
}

/** The page's three parts, as they stand in it. */
export interface SeatPageParts {
  readonly head: Markup;
  readonly rows: readonly SeatPageRow[];
  readonly foot: Markup;
}

/** Makes the page. @throws TypeError without words */
export function seatPage(options: SeatPageOptions): string {
  const { content, words, style, policy } = options;
  const [main] = words;
  if (!main) throw new TypeError('a page speaks at least one language');
  const { card, edition } = content;
  const { head, rows, foot } = seatPageParts(content, words, options.pictureOf);
  const { language, locale } = main;
  const page = html`<html lang="${language}" dir="${locale.dir}" data-seat="${card.seat.code}" data-edition="${edition}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${titleOf(content, main)}</title>
<style>${rawText(style)}</style>
<script type="module" src="open.js"></script></head><body><main lang="${language}" dir="${locale.dir}">
<header>${head}</header>
<ol>
${rows.map(({ markup }) => markup)}</ol>
<footer>${foot}</footer>
</main></body></html>`;
  return `<!doctype html>\n${page}\n`;
}

function titleOf({ card, head, issued }: SeatPageContent, main: Words): string {
  const { plain, say } = speakerOf(main, head.guide.languages);
  const name = plain(card.seat.name);
  const seat = name === '' ? card.seat.code : `${card.seat.code} ${name}`;
  return [seat, say('seat-list'), plain(head.guide.election.name), formatDay(main, issued)].join(' – ');
}

/** What the page says, part by part: who checks a page makes them again. */
export function seatPageParts(
  content: SeatPageContent,
  words: readonly Words[],
  pictureOf: SeatPageOptions['pictureOf'],
): SeatPageParts {
  const { card } = content;
  const speakers = words.map((each) => speakerOf(each, content.head.guide.languages));
  const inEach = openInEach(speakers);
  return {
    head: headMarkup(content, inEach),
    rows: card.candidates.map((candidate) => rowOf(content, speakers, candidate, pictureOf)),
    foot: footMarkup(content, inEach),
  };
}

type InEach = (part: (speaker: Speaker) => Part) => readonly Part[];

function openInEach(speakers: readonly Speaker[]): InEach {
  const [main] = speakers;
  return (part) =>
    speakers.map((speaker) => {
      const { language, locale } = speaker.words;
      const said = part(speaker);
      if (said === null || said === false) return null;
      return locale.dir === main?.words.locale.dir
        ? html`<div lang="${language}">${said}</div>`
        : html`<div lang="${language}" dir="${locale.dir}">${said}</div>`;
    });
}

type PageEdition = Pick<SeatPageContent, 'head' | 'edition' | 'issued'>;

/**
 * Where a page says its number: of two editions of one day, early or not alike, the pages of a seat whose content is the
 * same differ in these texts and nowhere else. Each stands once in its page.
 */
export function editionMarks(content: PageEdition, words: readonly Words[]): readonly [string, string] {
  const inEach = openInEach(words.map((each) => speakerOf(each, content.head.guide.languages)));
  return [editionMark(content), copyMarkup(content, inEach).toString()];
}

function editionMark({ edition }: PageEdition): string {
  return ` data-edition="${edition}"`;
}

function copyMarkup({ edition, issued }: PageEdition, inEach: InEach): Markup {
  return html`<div class="box" id="copy" role="status">${inEach(({ say, words }) => html`<b>${say('seat-copy')}</b> ${say('edition', { edition, date: formatDay(words, issued) })}`)}</div>`;
}

/** Whether its symbols may still change. */
export function isEarly({ head, issued }: PageEdition): boolean {
  const { symbolsFinal } = head.guide.election.calendar;
  return symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
}

/** Short, so that the list begins on the first screen: what it is of, that nobody checked it, how old it is. */
function headMarkup(content: SeatPageContent, inEach: InEach): Markup {
  const { card, head } = content;
  const { seat } = card;
  const standing = notMeant(head.guide);
  const states = inEach((speaker) => {
    const said = stateMarkup(speaker, card);
    return textOf(said) === '' ? null : said;
  });
  // A presentation attribute, since the policy lets no style stand on an element.
  return html`<svg viewBox="0 0 9 1" preserveAspectRatio="none" aria-hidden="true"><rect width="9" height="1" fill="${seat.ballot.colour}"></rect></svg>${standing !== null && html`<div class="two bad">${inEach(({ t }) => html`<small>${t(`app.${standing}`)}</small>`)}</div>`}
<h1><bdi>${seat.code}</bdi></h1>
<div class="two">${inEach((speaker) => seatLine(speaker, content))}</div>
${copyMarkup(content, inEach)}
${isEarly(content) && html`<div class="box bad">${inEach(({ t }) => html`<b>${t('state.too-old')}</b> ${t('contest.symbols-not-final')}`)}</div>\n`}${states}`;
}

/** A name that another language of the guide has stands in that one's line alone. */
function seatLine(speaker: Speaker, { card, head }: SeatPageContent): Part {
  const { name } = card.seat;
  const ballot = ballotWords({ speaker }, card);
  const small = ballot !== '' && html`<small>${ballot}</small>`;
  if (head.guide.languages.includes(speaker.foreign(name) ?? '')) return small;
  return html`<b>${speaker.alone(name)}</b>${small && html`<br>${small}`}`;
}

/** A candidate in every language that has a name or a symbol of its own for it; the main one always. */
function rowOf(
  { card, head }: SeatPageContent,
  speakers: readonly Speaker[],
  candidate: Candidate,
  pictureOf: SeatPageOptions['pictureOf'],
): SeatPageRow {
  const { mark } = card.contest;
  const { serial, isWithdrawn } = candidate;
  const blob = mark === 'photograph' ? candidate.photo : candidate.symbol?.picture;
  const address = mark !== 'nothing' && mark !== 'number' && blob ? pictureOf(blob.sha256) : null;
  const told = speakers.filter((speaker, i) => i === 0 || hasOwnWords(speaker, candidate));
  const beside = told.map(({ words }) => words.language);
  const names = told.map((speaker) => {
    const facts = factsOf({ speaker, guide: head.guide, hasParties: true, beside }, card, candidate, address !== null);
    const inALine = facts.flatMap((fact, i) => (i > 0 ? [' · ', fact] : [fact]));
    const { language, locale } = speaker.words;
    return { language, dir: locale.dir, name: speaker.alone(candidate.name), facts: inALine };
  });
  const texts = names.map(
    ({ language, dir, name, facts }) =>
      html`<p lang="${language}" dir="${dir}"><b>${name}</b>${facts.length > 0 && html` <i>${facts}</i>`}</p>`,
  );
  const picture = address !== null && html`<img src="${address}" alt="" width="64" height="64">`;
  const inside = html`<b>${speakers[0]?.words.number(serial) ?? serial}</b>${picture}<div>${texts}</div>`;
  const markup = isWithdrawn
    ? html`<li value="${serial}" class="out">${inside}</li>\n`
    : html`<li value="${serial}">${inside}</li>\n`;
  return { markup, names };
}

function hasOwnWords({ foreign }: Speaker, { name, symbol }: Candidate): boolean {
  return foreign(name) === null || (symbol !== null && foreign(symbol.name) === null);
}

/** What was corrected, when voting is, whose list it is, and the way to the guide: by its address alone, which says no seat. */
function footMarkup({ card, head }: SeatPageContent, inEach: InEach): Markup {
  const { guide } = head;
  const { date, hours, clock = '24', name } = guide.election;
  const day = card.contest.day ?? date;
  const notices = head.notices.filter(({ contest, kind }) => contest === card.contest.id || kind === 'over');
  const told = inEach(
    (speaker) => notices.length > 0 && html`<ul>${notices.map((notice) => noticeMarkup(speaker, notice))}</ul>`,
  );
  const days = inEach(({ t, words }) => {
    const opens = hours && formatClock(words, hours.opens, clock);
    const closes = hours && formatClock(words, hours.closes, clock);
    return html`${t('seat.day')}:<br><b>${formatDay(words, day)}</b>${opens && closes && html`<br>${t('seat.hours', { opens, closes })}`}`;
  });
  const about = inEach(
    ({ t, say, tell, plain }) =>
      html`${tell(name)}<br>${t('news.from', { name: plain(guide.publisher.name) })}<br>${say('seat-copy-text')} ${say('older')}`,
  );
  return html`${notices.length > 0 && html`<div class="box">${told}</div>\n`}<div class="two">${days}</div>
<a href="../">${inEach(({ say }) => say('seat-open'))}</a>
<small>${about}</small>`;
}
