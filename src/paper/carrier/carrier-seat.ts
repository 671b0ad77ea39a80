// One seat of a carrier's page in one language: its candidates in ballot order, and where its voters vote.
import type { Text } from '../../core/guide/format/text.ts';
import type { Guide } from '../../core/guide/guide.ts';
import type { PollingPlace } from '../../core/guide/places.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { formatDay } from '../../words/dates.ts';
import { html, type Markup, type Part } from '../markup.ts';
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

/** What every seat of a language shares. */
export interface SeatPage {
  readonly speaker: Speaker;
  readonly content: CarrierContent;
  readonly pictures: PagePictures;
  /** The lists of polling places are in the page. */
  readonly hasPlaces: boolean;
  /** Parties are named beside symbols; where they mark the ballot themselves they always are. */
  readonly hasParties: boolean;
  /** Seats stand open from the start. */
  readonly isOpen: boolean;
}

export function seatMarkup(page: SeatPage, card: ContestCard): Markup {
  const { speaker, content, isOpen } = page;
  const { seat } = card;
  const id = `${speaker.words.language}.${seat.code}`;
  const ballot = `b${content.head.guide.ballots.indexOf(seat.ballot)}`;
  const paper = ballotWords(page, card);
  const inside = html`<summary><b>${seat.code}</b><span>${speaker.alone(seat.name)}${paper !== '' && html` <small>${paper}</small>`}</span></summary>${stateMarkup(speaker, card)}<ol>${card.candidates.map((candidate, i) => candidateMarkup(page, card, candidate, i))}</ol>${placesMarkup(page, card)}`;
  return isOpen
    ? html`<details class="${ballot}" id="${id}" open="">${inside}</details>\n`
    : html`<details class="${ballot}" id="${id}">${inside}</details>\n`;
}

/** Nothing where it would say no more than the seat's code, "PK" beside "PK-71". */
export function ballotWords({ speaker }: Pick<SeatPage, 'speaker'>, { seat }: ContestCard): string {
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

/** As short as it can be: a country has thousands of them in each language. */
function candidateMarkup(page: SeatPage, card: ContestCard, candidate: Candidate, i: number): Markup {
  const { speaker, pictures } = page;
  const { mark } = card.contest;
  const blob = mark === 'photograph' ? candidate.photo : candidate.symbol?.picture;
  const picture = mark !== 'nothing' && mark !== 'number' && blob ? pictures.classOf(blob.sha256) : null;
  const facts = factsOf({ ...page, guide: page.content.head.guide }, card, candidate, picture !== null);
  const names = html`${speaker.alone(candidate.name)}${factsMarkup(page, candidate, facts)}`;
  const kinds = [picture, candidate.isWithdrawn ? 'out' : null].filter((each) => each !== null).join(' ');
  // A list counts by itself; only a number that it would not reach is said.
  const isNext = candidate.serial === (card.candidates[i - 1]?.serial ?? 0) + 1;
  if (isNext) return kinds === '' ? html`<li>${names}</li>` : html`<li class="${kinds}">${names}</li>`;
  if (kinds === '') return html`<li value="${candidate.serial}">${names}</li>`;
  return html`<li value="${candidate.serial}" class="${kinds}">${names}</li>`;
}

/** On a line of their own. Where that is the symbol alone, the line says its language: a country has thousands of them. */
function factsMarkup({ speaker }: SeatPage, { symbol }: Candidate, facts: readonly Part[]): Part {
  if (facts.length === 0) return null;
  const language = symbol && facts.length === 1 ? speaker.foreign(symbol.name) : null;
  if (language !== null && symbol) return html` <i lang="${language}">${speaker.plain(symbol.name)}</i>`;
  return html` <i>${facts.flatMap((fact, row) => (row > 0 ? [' · ', fact] : [fact]))}</i>`;
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

function placesMarkup({ speaker, content, hasPlaces }: SeatPage, { contest }: ContestCard): Part {
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
