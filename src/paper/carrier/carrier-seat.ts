// One seat of a carrier's page: its candidates in ballot order, once, in all languages of the page, and where its voters vote.
import type { Text } from '../../core/guide/format/text.ts';
import type { Guide } from '../../core/guide/guide.ts';
import type { PollingPlace } from '../../core/guide/places.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { formatDay } from '../../words/dates.ts';
import { html, type Markup, type Part, textOf } from '../markup.ts';
import { type Speaker, unturned } from '../speaker.ts';
import type { CarrierContent } from './carrier-content.ts';
import type { PagePictures } from './carrier-pictures.ts';

/** What the facts of a candidate are said with. */
export interface FactsOptions {
  readonly speaker: Speaker;
  readonly guide: Guide;
  /** Parties are named beside symbols; where they mark the ballot themselves they always are. */
  readonly hasParties: boolean;
  /** Languages that stand beside this one: what they say in their own words is not said again in theirs. */
  readonly beside?: readonly string[];
}

/** What every seat of a page shares. */
export interface SeatPage {
  /** The languages of the page, the main one first. */
  readonly speakers: readonly Speaker[];
  readonly content: CarrierContent;
  readonly pictures: PagePictures;
  /** The lists of polling places are in the page. */
  readonly hasPlaces: boolean;
  /** Parties are named beside symbols; where they mark the ballot themselves they always are. */
  readonly hasParties: boolean;
  /** Rows say all languages beside each other; otherwise the chosen one alone. */
  readonly isBeside: boolean;
  /** Seats stand open from the start. */
  readonly isOpen: boolean;
}

export function seatMarkup(page: SeatPage, card: ContestCard): Markup {
  const { speakers, content, isOpen } = page;
  const { seat } = card;
  const ballot = `b${content.head.guide.ballots.indexOf(seat.ballot)}`;
  const inside = html`<summary><b>${seat.code}</b><span>${namesMarkup(speakers, seat.name)}${speakers.map((speaker) => paperMarkup(speaker, card))}</span></summary>${speakers.map((speaker) => inOne(speaker, stateMarkup(speaker, card)))}<ol>${card.candidates.map((candidate, i) => candidateMarkup(page, card, candidate, i))}</ol>${speakers.map((speaker) => inOne(speaker, placesMarkup(page, speaker, card)))}`;
  // Not the code alone, which could be the name of something else in the page.
  const id = `at-${seat.code}`;
  return isOpen
    ? html`<details class="${ballot}" id="${id}" open="">${inside}</details>\n`
    : html`<details class="${ballot}" id="${id}">${inside}</details>\n`;
}

/** What only one language says, and the page shows where that one was chosen. */
function inOne({ words: { language, locale } }: Speaker, said: Part): Part {
  return textOf(said) !== '' && html`<div class="in" lang="${language}" dir="${locale.dir}">${said}</div>`;
}

/** The name of a seat or a region in every language that has one of its own; in the main one always. */
export function namesMarkup(speakers: readonly Speaker[], name: Text | undefined): Part {
  const [main, ...others] = speakers;
  const shown = main?.foreign(name);
  const own = others.filter(({ words, foreign }) => foreign(name) === null && words.language !== shown);
  return [
    main?.alone(name),
    own.map(({ words, plain }) => plain(name) !== '' && html` <bdi lang="${words.language}">${plain(name)}</bdi>`),
  ];
}

function paperMarkup(speaker: Speaker, card: ContestCard): Part {
  const paper = ballotWords({ speaker }, card);
  return paper !== '' && html` <small class="in" lang="${speaker.words.language}">${paper}</small>`;
}

/** Nothing where it would say no more than the seat's code, "PK" beside "PK-71". */
export function ballotWords({ speaker }: Pick<FactsOptions, 'speaker'>, { seat }: ContestCard): string {
  const { short, name, colourName } = seat.ballot;
  const colour = speaker.plain(colourName);
  const called = speaker.plain(short) || speaker.plain(name);
  return [seat.code.startsWith(`${called}-`) ? '' : called, colour && speaker.t('seat.colour', { colour })]
    .filter((each) => each !== '')
    .join(' · ');
}

const calmStates: readonly string[] = ['uncontested', 'symbols-not-final'];

/** What a voter has to know of the contest before its list. */
export function stateMarkup({ t, tell, words }: Speaker, { contest, candidates }: ContestCard): Part {
  const { state, kind, day, rerun, incomplete, places, question, note } = contest;
  return [
    state !== 'open' &&
      (calmStates.includes(state)
        ? html`<p class="box old">${t(`contest.${state}`)}</p>`
        : html`<p class="box bad">${t(`contest.${state}`)}</p>`),
    day && html`<p class="box old">${t(rerun ? 'day.rerun' : 'day.own', { date: formatDay(words, day) })}</p>`,
    incomplete && html`<p class="box old">${t('contest.incomplete')}</p>`,
    kind !== 'candidates' && html`<p class="box">${t(`contest.${kind}`)}</p>`,
    question && html`<p>${tell(question)}</p>`,
    places !== undefined && places > 1 && html`<p>${t('contest.places', { n: places })}</p>`,
    note && html`<p>${tell(note)}</p>`,
    candidates.length === 0 && html`<p>${t('contest.empty')}</p>`,
  ];
}

function candidateMarkup(page: SeatPage, card: ContestCard, candidate: Candidate, i: number): Markup {
  const { mark } = card.contest;
  const blob = mark === 'photograph' ? candidate.photo : candidate.symbol?.picture;
  const picture = mark !== 'nothing' && mark !== 'number' && blob ? page.pictures.classOf(blob.sha256) : null;
  const row = { page, card, candidate, hasPicture: picture !== null };
  const said = page.isBeside ? namesBeside(row) : namesApart(row);
  const kinds = [picture, candidate.isWithdrawn ? 'out' : null].filter((each) => each !== null).join(' ');
  // A list counts by itself; only a number that it would not reach is said.
  const isNext = candidate.serial === (card.candidates[i - 1]?.serial ?? 0) + 1;
  if (isNext) return kinds === '' ? html`<li>${said}</li>` : html`<li class="${kinds}">${said}</li>`;
  if (kinds === '') return html`<li value="${candidate.serial}">${said}</li>`;
  return html`<li value="${candidate.serial}" class="${kinds}">${said}</li>`;
}

interface Row {
  readonly page: SeatPage;
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly hasPicture: boolean;
}

/** The candidate whole in each language: the page shows the one that was chosen. The main one's is the page's own language. */
function namesApart(row: Row): Part {
  return row.page.speakers.map((speaker, i) => {
    const facts = factsMarkup(row, speaker);
    const said = html`${speaker.alone(row.candidate.name)}${facts && [' ', facts]}`;
    return i === 0 ? html`<b>${said}</b>` : html` <b lang="${speaker.words.language}">${said}</b>`;
  });
}

/**
 * All languages at once and nothing twice, as short as it can be: a country has thousands of them. The main language is the
 * row itself; each other one stands before it, in an element that the page puts at the far side.
 */
function namesBeside(row: Row): Part {
  const { speakers } = row.page;
  const { name } = row.candidate;
  const [main, ...others] = speakers;
  const beside = speakers.map(({ words }) => words.language);
  const shown = main?.foreign(name);
  const besides = others.map((speaker) => {
    const { language } = speaker.words;
    const isOwn = speaker.foreign(name) === null && language !== shown;
    const facts = factsMarkup(row, speaker, beside);
    return (isOwn || facts) && html`<b lang="${language}">${isOwn && [speaker.alone(name), facts && ' ']}${facts}</b> `;
  });
  const facts = main && factsMarkup(row, main, beside);
  return [besides, main?.alone(name), facts && [' ', facts]];
}

/** On a line of their own. */
function factsMarkup(
  { page, card, candidate, hasPicture }: Row,
  speaker: Speaker,
  beside: readonly string[] = [],
): Part {
  const { content, hasParties } = page;
  const facts = factsOf({ speaker, guide: content.head.guide, hasParties, beside }, card, candidate, hasPicture);
  return facts.length > 0 && html`<i>${facts.flatMap((fact, i) => (i > 0 ? [' · ', fact] : [fact]))}</i>`;
}

/** What is said of a candidate beside the name, the symbol first. */
export function factsOf(
  { speaker, guide, hasParties, beside = [] }: FactsOptions,
  card: ContestCard,
  candidate: Candidate,
  hasPicture: boolean,
): Part[] {
  const { symbol, party, isWithdrawn, serial } = candidate;
  const { mark } = card.contest;
  const isSymbolOnBallot = mark === 'symbol' || mark === 'logo';
  const facts: Part[] = [];
  const tell = (text: Text): void => {
    if (!beside.includes(speaker.foreign(text) ?? '')) facts.push(speaker.tell(text));
  };
  if (symbol) tell(symbol.name);
  else if (isSymbolOnBallot) facts.push(speaker.t('candidate.no-picture'));
  if (symbol?.isStandIn && hasPicture && isSymbolOnBallot) facts.push(speaker.t('candidate.stand-in'));
  if (party && (hasParties || mark !== 'symbol' || !symbol)) tell(party.name);
  if (isWithdrawn) facts.push(html`<b>${speaker.t('candidate.withdrawn')}</b>`);
  for (const { by } of card.endorsements.filter((each) => each.serial === serial)) {
    const backer = guide.endorsers?.find(({ id }) => id === by)?.name;
    facts.push(speaker.t('seat.backed', { name: speaker.plain(backer) || by }));
  }
  return facts;
}

function placesMarkup({ content, hasPlaces }: SeatPage, speaker: Speaker, { contest }: ContestCard): Part {
  const places = hasPlaces ? content.places.get(contest.id) : undefined;
  if (!places || places.length === 0) return null;
  const { t } = speaker;
  return html`<h3>${t('places.title')} <small>${t('places.found', { n: places.length })}</small></h3><p class="small">${t('places.near')}</p><ul class="places">${places.map((place) => placeMarkup(speaker, place))}</ul>`;
}

function placeMarkup({ t, name }: Speaker, place: PollingPlace): Markup {
  const { kind, isAccessible, serves } = place;
  const facts = [
    kind === 'unknown' ? '' : t(`places.${kind}`),
    isAccessible === null ? '' : t(isAccessible ? 'places.accessible' : 'places.steps'),
    serves.length === 0 ? '' : `${t('places.blocks')}: ${serves.map(unturned).join(', ')}`,
  ].filter((each) => each !== '');
  return html`<li><b class="number">${unturned(place.number)}</b> <span>${name(place.name)}${name(place.address)}${facts.length > 0 && html` <small>${facts.join(' · ')}</small>`}</span></li>`;
}
