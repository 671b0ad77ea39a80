// One seat as pictures of 240 by 320 for phones with buttons: the seat, then each candidate with symbol and name, some on
// each card.
import { type Guide, notMeant } from '../../core/guide/guide.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { formatDay } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import { html, type Markup } from '../markup.ts';
import { sayPrint } from '../print-texts.ts';
import { speakerOf, unturned } from '../speaker.ts';

export interface CardsOptions {
  readonly guide: Guide;
  /** Of the names: one language, since the screen is small. */
  readonly words: Words;
  readonly card: ContestCard;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  /** Symbols may still change. */
  readonly isNotFinal: boolean;
  /** A picture's data: address by its hash; null where there is none. */
  readonly pictureOf: (sha256: string) => string | null;
}

const width = 240;
const height = 320;
const headHeight = 62;
const footHeight = 46;
const margin = 8;
const listHeight = height - headHeight - footHeight;
/** A row with a symbol, and one with a name alone. */
const rowHeights = { symbol: 42, name: 21 };
const stateHeight = 24;

/** What a seat's cards share: how they run, and how their rows stand. */
interface CardPlan extends CardsOptions {
  readonly isRtl: boolean;
  /** What a voter has to know before the list; "" for nothing. */
  readonly state: string;
  readonly candidates: readonly Candidate[];
  readonly hasSymbols: boolean;
  readonly rowHeight: number;
  readonly rowsOnCard: number;
}

function planCards(options: CardsOptions): CardPlan {
  const { state: is } = options.card.contest;
  const isRtl = options.words.locale.dir === 'rtl';
  const state = is === 'open' || is === 'symbols-not-final' ? '' : options.words.t(`contest.${is}`);
  // A list that nobody may rely on yet is not handed out.
  const candidates = is === 'under-review' ? [] : options.card.candidates;
  const hasSymbols = candidates.some(({ symbol }) => symbol !== null);
  const isTwoLines = hasSymbols || candidates.some(({ isWithdrawn }) => isWithdrawn);
  const rowHeight = isTwoLines ? rowHeights.symbol : rowHeights.name;
  const rowsOnCard = Math.floor((listHeight - (state === '' ? 0 : stateHeight)) / rowHeight);
  return { ...options, isRtl, state, candidates, hasSymbols, rowHeight, rowsOnCard };
}

/** The cards of a seat, each an SVG; at least one. */
export function cardSvgs(options: CardsOptions): readonly string[] {
  const plan = planCards(options);
  const count = Math.max(1, Math.ceil(plan.candidates.length / plan.rowsOnCard));
  return Array.from({ length: count }, (_, i) => cardSvg(plan, i, count));
}

function cardSvg(plan: CardPlan, index: number, count: number): string {
  const { guide, words, card, edition, issued, isNotFinal, rowHeight, rowsOnCard, state } = plan;
  const { plain, say, t } = speakerOf(words, guide.languages);
  const { ballot, code, name } = card.seat;
  const top = headHeight + (state === '' ? 0 : stateHeight);
  const rows = plan.candidates
    .slice(index * rowsOnCard, (index + 1) * rowsOnCard)
    .map((candidate, i) => rowMarkup(plan, candidate, top + i * rowHeight));
  const date = formatDay(words, issued);
  const standing = notMeant(guide);
  const lines = [
    say('edition', { edition, date }),
    sayPrint(words, isNotFinal ? 'slip-not-final' : 'slip-newer'),
    standing === null ? plain(guide.publisher.name) : t(`app.${standing}`),
  ];
  const line = (text: string, y: number, size: number): Markup => fitted(plan, text, { from: margin, y, size });
  const [near, far] = plan.isRtl ? (['end', 'start'] as const) : (['start', 'end'] as const);
  const page = html`<text x="${across(plan, width - margin)}" y="24" font-size="14" text-anchor="${far}">${`${index + 1}/${count}`}</text>`;
  const said = html`<rect y="${headHeight - 3}" width="${width}" height="${stateHeight - 2}"></rect><g fill="#fff" font-weight="700">${line(state, headHeight + 13, 14)}</g>`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans, Noto Naskh Arabic, sans-serif"><rect width="${width}" height="${height}" fill="#fff"></rect><rect width="${width}" height="6" fill="${ballot.colour}"></rect><text x="${across(plan, margin)}" y="32" font-size="26" font-weight="700" text-anchor="${near}">${code}</text>${count > 1 && page}${line(plain(name), 52, 16)}${state !== '' && said}${rows}<line x1="0" x2="240" y1="274" y2="274" stroke="#000"></line>${lines.map((text, i) => line(text, 287 + i * 14, 12))}</svg>`.toString();
}

function rowMarkup(plan: CardPlan, { serial, name, symbol, isWithdrawn }: Candidate, top: number): Markup {
  const { words, guide, pictureOf, hasSymbols, rowHeight, isRtl } = plan;
  const { plain, t } = speakerOf(words, guide.languages);
  const address = symbol?.picture && !symbol.isStandIn ? pictureOf(symbol.picture.sha256) : null;
  const facts = [plain(symbol?.name), isWithdrawn ? t('candidate.withdrawn') : ''].filter((each) => each !== '');
  const from = hasSymbols ? 74 : 40;
  const middle = rowHeight / 2 + 5;
  const near = isRtl ? 'end' : 'start';
  const number = html`<text x="${across(plan, margin)}" y="${middle}" font-size="16" font-weight="700" text-anchor="${near}">${words.number(serial)}</text>`;
  const picture =
    address !== null &&
    html`<image x="${isRtl ? width - 68 : 30}" y="2" width="38" height="38" href="${address}"></image>`;
  const texts =
    facts.length === 0
      ? fitted(plan, plain(name), { from, y: middle, size: 15 })
      : [
          fitted(plan, plain(name), { from, y: 17, size: 15 }),
          fitted(plan, facts.join(' · '), { from, y: 35, size: 13 }),
        ];
  return html`<g transform="translate(0 ${top})">${number}${picture}${texts}</g>`;
}

/** A place on the card, counted from where its language begins a line. */
function across({ isRtl }: CardPlan, from: number): number {
  return isRtl ? width - from : from;
}

/** A line that is made narrower where it would not fit: the renderer knows widths, this code does not. */
function fitted(
  plan: CardPlan,
  text: string,
  { from, y, size }: { readonly from: number; readonly y: number; readonly size: number },
): Markup {
  const line = unturned(text);
  const room = width - margin - from;
  const fits = Math.min(size, Math.max(8, Math.floor(room / (Math.max(1, line.length) * 0.56))));
  const { dir } = plan.words.locale;
  return html`<text x="${across(plan, from)}" y="${y}" font-size="${fits}" direction="${dir}">${line}</text>`;
}
