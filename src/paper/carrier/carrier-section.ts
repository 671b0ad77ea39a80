// What a carrier's page says in each language, what it is and how old, how to vote, where to check it, how to pass it on; and
// between the two the seats, which stand there once for all languages.
import { notMeant } from '../../core/guide/guide.ts';
import { type ContestCard, contestCard } from '../../core/guide/questions.ts';
import { formatClock, formatDay } from '../../words/dates.ts';
import type { WordKey } from '../../words/locale.ts';
import { html, type Markup, type Part } from '../markup.ts';
import type { Speaker } from '../speaker.ts';
import type { CarrierContent } from './carrier-content.ts';
import { type CarrierAddress, checkMarkup, passMarkup } from './carrier-hands.ts';
import { noticeMarkup } from './carrier-notice.ts';
import { namesMarkup, type SeatPage, seatMarkup } from './carrier-seat.ts';

/** Each seat once, by region. */
export type RegionCards = readonly { readonly region: string; readonly cards: readonly ContestCard[] }[];

export interface SectionOptions extends Pick<SeatPage, 'content' | 'pictures' | 'hasPlaces'> {
  readonly speaker: Speaker;
  readonly addresses: readonly CarrierAddress[];
  /** What the file is called. */
  readonly fileName: string;
}

/** Every seat of the content, each in the first region that has it. */
export function carrierCards({ head, regions }: Pick<CarrierContent, 'head' | 'regions'>): RegionCards {
  const seen = new Set<string>();
  return regions.map(({ id, shard }) => ({
    region: id,
    cards: shard.contests.flatMap((contest) => {
      if (seen.has(contest.id)) return [];
      seen.add(contest.id);
      return contestCard(head.guide, head.symbols, head.parties, shard, contest.id) ?? [];
    }),
  }));
}

/** What stands above the seats, in one language. */
export function carrierHead(options: Pick<SectionOptions, 'speaker' | 'content'>): Markup {
  const { language, locale } = options.speaker.words;
  return html`<section class="in" id="${language}" lang="${language}" dir="${locale.dir}">
${headMarkup(options)}</section>
`;
}

/** What stands below them. */
export function carrierSection(options: SectionOptions): Markup {
  const { language, locale } = options.speaker.words;
  return html`<section class="in" id="${language}-more" lang="${language}" dir="${locale.dir}">
${stepsMarkup(options)}${newsMarkup(options)}${dayMarkup(options)}${sourcesMarkup(options)}${checkMarkup(options)}${passMarkup(options)}</section>
`;
}

function headMarkup({ speaker, content }: Pick<SectionOptions, 'speaker' | 'content'>): Markup {
  const { t, say, tell, plain, words } = speaker;
  const { guide } = content.head;
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(content.issued) < Date.parse(symbolsFinal);
  const date = formatDay(words, content.issued);
  const standing = notMeant(guide);
  return html`<header>${standing !== null && html`<p class="${standing}">${t(`app.${standing}`)}</p>`}<h1>${tell(guide.election.name)}</h1>
<p><b>${say('edition', { edition: content.edition, date })}</b><br>${t('news.from', { name: plain(guide.publisher.name) })}</p>
<p class="small">${say('older')}</p>
<p class="box">${say('copy')} <a href="#${words.language}-check">${say('to-check')}</a></p>
${isEarly && html`<p class="box bad"><b>${t('state.too-old')}</b> ${t('state.too-old-text')}</p>\n`}</header>
`;
}

/** The seats, with the field that finds among them. */
export function seatsMarkup(page: SeatPage, cards: RegionCards): Markup {
  const { speakers, content } = page;
  const regions = content.head.guide.regions;
  const inEach = (key: WordKey): Part =>
    speakers.map(
      ({ t, words: { language, locale } }) => html`<b class="in" lang="${language}" dir="${locale.dir}">${t(key)}</b>`,
    );
  const heading = (id: string): Part => {
    const name = regions.find((region) => region.id === id)?.name;
    return regions.length > 1 && html`<h2>${name ? namesMarkup(speakers, name) : id}</h2>\n`;
  };
  return html`<div class="seats ${page.isBeside ? 'beside' : 'apart'}">
<label class="find" hidden="">${inEach('search.title')} <input type="search" autocomplete="off" dir="auto"></label>
<p class="found box" role="status" hidden="">${inEach('search.none-next')}</p>
${cards.map(({ region, cards: some }) => html`<div class="region">${heading(region)}${some.map((card) => seatMarkup(page, card))}</div>\n`)}</div>
`;
}

function stepsMarkup({ speaker, content, pictures }: SectionOptions): Part {
  return content.head.pages.map(({ title, steps }) => {
    const rows = steps.map(({ text, picture }) => {
      const drawn = picture ? pictures.classOf(picture.sha256) : null;
      return drawn === null
        ? html`<li>${speaker.tell(text)}</li>`
        : html`<li class="${drawn}">${speaker.tell(text)}</li>`;
    });
    return html`<h2>${speaker.tell(title)}</h2>\n<ol class="steps">${rows}</ol>\n`;
  });
}

/** What the publisher corrected or answered, for these regions or for all. */
function newsMarkup({ speaker, content }: SectionOptions): Part {
  const held = new Set(content.regions.map(({ id }) => id));
  const notices = content.head.notices.filter(({ regions }) => !regions || regions.some((id) => held.has(id)));
  if (notices.length === 0) return null;
  return html`<h2>${speaker.t('news.title')}</h2>\n<ul class="news">${notices.map((notice) => noticeMarkup(speaker, notice))}</ul>\n`;
}

/** Day, hours, and the official ways to ask. */
function dayMarkup({ speaker, content, hasPlaces }: SectionOptions): Markup {
  const { t, say, tell, words } = speaker;
  const { date, hours, clock = '24', lookups } = content.head.guide.election;
  const opens = hours && formatClock(words, hours.opens, clock);
  const closes = hours && formatClock(words, hours.closes, clock);
  const asked = lookups.map(
    ({ link, text }) =>
      html`<li>${tell(text)} <a href="${link}" rel="noreferrer"><bdi dir="ltr">${link.replace(/^(?:tel|sms|https):(?:\/\/)?|\/$/g, '')}</bdi></a></li>`,
  );
  return html`<h2>${t('seat.day')}</h2>
<p>${formatDay(words, date)}${opens && closes && html`<br>${t('seat.hours', { opens, closes })}`}</p>
${!hasPlaces && content.places.size > 0 && html`<p>${say('places-in-app')}</p>\n`}${asked.length > 0 && html`<h2>${t('places.lookup')}</h2>\n<ul class="lookups">${asked}</ul>\n`}`;
}

function sourcesMarkup({ speaker, content }: SectionOptions): Part {
  const { t, tell, words } = speaker;
  const { sources = [], licence } = content.head.guide;
  const named = sources.map(
    ({ name, date }) => html`<li>${tell(name)}${date !== undefined && [' · ', formatDay(words, date)]}</li>`,
  );
  return html`<div class="small sources">${named.length > 0 && html`<p>${t('who.sources')}:</p>\n<ul>${named}</ul>\n`}${licence && html`<p>${tell(licence)}</p>\n`}</div>
`;
}
