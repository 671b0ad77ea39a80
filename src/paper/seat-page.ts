// One seat as a small page of its own: candidates in ballot order with their symbols, in all languages of the guide, without
// JavaScript. Nobody has checked it, and it says so. A pure function of the seat's signed content and the words.
import { type Guide, notMeant } from '../core/guide/guide.ts';
import type { Candidate, ContestCard } from '../core/guide/questions.ts';
import { formatClock, formatDay } from '../words/dates.ts';
import type { Words } from '../words/words.ts';
import type { CarrierContent } from './carrier-content.ts';
import { ballotWords, factsOf, stateMarkup } from './carrier-seat.ts';
import { noticeMarkup } from './carrier-section.ts';
import { html, type Markup, type Part, rawText, textOf } from './markup.ts';
import { type Speaker, speakerOf } from './speaker.ts';

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

/** The page's three parts, as they stand in it. */
export interface SeatPageParts {
  readonly head: Markup;
  readonly rows: readonly Markup[];
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
<title>${titleOf(content, main)}</title>
<style>${rawText(style)}</style>
<script type="module" src="open.js"></script></head><body><main lang="${language}" dir="${locale.dir}">
<header>${head}</header>
<ol>
${rows}</ol>
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
  const { guide } = content.head;
  const [main] = words;
  const speakers = words.map((each) => speakerOf(each, guide.languages));
  const inEach = (part: (speaker: Speaker) => Part): readonly Part[] =>
    speakers.map((speaker) => {
      const { language, locale } = speaker.words;
      const said = part(speaker);
      if (said === null || said === false) return null;
      return locale.dir === main?.locale.dir
        ? html`<div lang="${language}">${said}</div>`
        : html`<div lang="${language}" dir="${locale.dir}">${said}</div>`;
    });
  const { card } = content;
  return {
    head: headMarkup(content, inEach),
    rows: card.candidates.map((candidate) => rowMarkup(content, speakers, candidate, pictureOf)),
    foot: footMarkup(content, inEach),
  };
}

type InEach = (part: (speaker: Speaker) => Part) => readonly Part[];

function headMarkup(content: SeatPageContent, inEach: InEach): Markup {
  const { card, head, edition, issued } = content;
  const { guide } = head;
  const { seat, contest } = card;
  const standing = notMeant(guide);
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
  const states = inEach((speaker) => {
    const said = stateMarkup(speaker, card);
    return textOf(said) === '' ? null : said;
  });
  const notices = head.notices.filter((notice) => notice.contest === contest.id || notice.kind === 'over');
  // A presentation attribute, since the policy lets no style stand on an element.
  return html`<svg viewBox="0 0 9 1" preserveAspectRatio="none" aria-hidden="true"><rect width="9" height="1" fill="${seat.ballot.colour}"></rect></svg>${standing !== null && html`<div class="bad">${inEach(({ t }) => t(`app.${standing}`))}</div>`}
<h1><bdi>${seat.code}</bdi></h1>
<div class="two">${inEach((speaker) => seatLine(speaker, content))}</div>
<div class="box" id="copy">${inEach(({ t, say, plain, words }) => html`<p><b>${say('seat-copy')}</b> ${say('seat-copy-text')}</p><p>${say('edition', { edition, date: formatDay(words, issued) })} · ${t('news.from', { name: plain(guide.publisher.name) })}<br>${say('older')}</p>`)}</div><div id="check" role="status"></div>
${isEarly && html`<div class="box bad">${inEach(({ t }) => html`<p><b>${t('state.too-old')}</b> ${t('state.too-old-text')}</p>`)}</div>\n`}${states}${notices.length > 0 && inEach((speaker) => html`<ul class="box old">${notices.map((notice) => noticeMarkup(speaker, notice))}</ul>`)}`;
}

function seatLine(speaker: Speaker, { card, head }: SeatPageContent): Part {
  const { alone, tell } = speaker;
  const ballot = ballotWords({ speaker }, card);
  return html`<p><b>${alone(card.seat.name)}</b>${ballot !== '' && html` <small>${ballot}</small>`}<br><small>${tell(head.guide.election.name)}</small></p>`;
}

/** A candidate in every language that has a name or a symbol of its own for it; the main one always. */
function rowMarkup(
  { card, head }: SeatPageContent,
  speakers: readonly Speaker[],
  candidate: Candidate,
  pictureOf: SeatPageOptions['pictureOf'],
): Markup {
  const { mark } = card.contest;
  const blob = mark === 'photograph' ? candidate.photo : candidate.symbol?.picture;
  const address = mark !== 'nothing' && mark !== 'number' && blob ? pictureOf(blob.sha256) : null;
  const told = speakers.filter((speaker, i) => i === 0 || hasOwnWords(speaker, candidate));
  const names = told.map((speaker) => nameMarkup(speaker, head.guide, card, candidate, address !== null));
  const picture = address !== null && html`<img src="${address}" alt="" width="64" height="64">`;
  const inside = html`<b>${candidate.serial}</b>${picture}<div>${names}</div>`;
  return candidate.isWithdrawn
    ? html`<li value="${candidate.serial}" class="out">${inside}</li>\n`
    : html`<li value="${candidate.serial}">${inside}</li>\n`;
}

function hasOwnWords({ foreign }: Speaker, { name, symbol }: Candidate): boolean {
  return foreign(name) === null || (symbol !== null && foreign(symbol.name) === null);
}

function nameMarkup(
  speaker: Speaker,
  guide: Guide,
  card: ContestCard,
  candidate: Candidate,
  hasPicture: boolean,
): Markup {
  const { language, locale } = speaker.words;
  const facts = factsOf({ speaker, guide, hasParties: true }, card, candidate, hasPicture);
  const said = facts.flatMap((fact, i) => (i > 0 ? [' · ', fact] : [fact]));
  return html`<p lang="${language}" dir="${locale.dir}"><b>${speaker.alone(candidate.name)}</b>${said.length > 0 && html` <i>${said}</i>`}</p>`;
}

/** When, and the way to the guide itself: by its address alone, which says no seat. */
function footMarkup({ card, head }: SeatPageContent, inEach: InEach): Markup {
  const { date, hours, clock = '24' } = head.guide.election;
  const day = card.contest.day ?? date;
  return html`<div class="two">${inEach(({ t, words }) => {
    const opens = hours && formatClock(words, hours.opens, clock);
    const closes = hours && formatClock(words, hours.closes, clock);
    return html`<p>${t('seat.day')}: <b>${formatDay(words, day)}</b>${opens && closes && html`<br>${t('seat.hours', { opens, closes })}`}</p>`;
  })}</div>
<a href="../">${inEach(({ say }) => say('seat-open'))}</a>`;
}
