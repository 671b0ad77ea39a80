// One seat as pictures of 240 by 320 for phones with buttons: the seat, then each candidate with symbol and name, some on
// each card.
import { type Guide, notMeant } from '../../core/guide/guide.ts';
import type { ContestCard } from '../../core/guide/questions.ts';
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
const rowHeight = 42;
const footHeight = 46;
const rowsOnCard = Math.floor((height - headHeight - footHeight) / rowHeight);

/** The cards of a seat, each an SVG; at least one. */
export function cardSvgs(options: CardsOptions): readonly string[] {
  const { candidates } = options.card;
  const count = Math.max(1, Math.ceil(candidates.length / rowsOnCard));
  return Array.from({ length: count }, (_, i) => cardSvg(options, i, count));
}

function cardSvg(options: CardsOptions, index: number, count: number): string {
  const { guide, words, card, edition, issued, isNotFinal } = options;
  const { plain, say, t } = speakerOf(words, guide.languages);
  const { ballot, code, name } = card.seat;
  const rows = card.candidates
    .slice(index * rowsOnCard, (index + 1) * rowsOnCard)
    .map((candidate, i) => rowMarkup(options, candidate, headHeight + i * rowHeight));
  const date = formatDay(words, issued);
  const standing = notMeant(guide);
  const lines = [
    say('edition', { edition, date }),
    sayPrint(words, isNotFinal ? 'slip-not-final' : 'slip-newer'),
    standing === null ? plain(guide.publisher.name) : t(`app.${standing}`),
  ];
  const page =
    count > 1 ? html`<text x="232" y="24" font-size="14" text-anchor="end">${`${index + 1}/${count}`}</text>` : null;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans, Noto Naskh Arabic, sans-serif"><rect width="${width}" height="${height}" fill="#fff"></rect><rect width="${width}" height="6" fill="${ballot.colour}"></rect><text x="8" y="32" font-size="26" font-weight="700">${code}</text>${page}${fitted(plain(name), 52, 16, 224)}${rows}<line x1="0" x2="240" y1="274" y2="274" stroke="#000"></line>${lines.map((line, i) => fitted(line, 287 + i * 14, 12, 224))}</svg>`.toString();
}

function rowMarkup(
  { words, guide, pictureOf }: CardsOptions,
  { serial, name, symbol, isWithdrawn }: ContestCard['candidates'][number],
  top: number,
): Markup {
  const { plain, t } = speakerOf(words, guide.languages);
  const address = symbol?.picture && !symbol.isStandIn ? pictureOf(symbol.picture.sha256) : null;
  const facts = [plain(symbol?.name), isWithdrawn ? t('candidate.withdrawn') : ''].filter((each) => each !== '');
  return html`<g transform="translate(0 ${top})"><text x="24" y="27" font-size="16" font-weight="700" text-anchor="end">${serial}</text>${address !== null && html`<image x="30" y="2" width="38" height="38" href="${address}"></image>`}<g transform="translate(66 0)">${fitted(plain(name), 17, 15, 158)}${fitted(facts.join(' · '), 35, 13, 158)}</g></g>`;
}

/** A line from the left that is made narrower where it would not fit: the renderer knows widths, this code does not. */
function fitted(text: string, y: number, size: number, room: number): Markup {
  const line = unturned(text);
  const fits = Math.min(size, Math.max(8, Math.floor(room / (Math.max(1, line.length) * 0.56))));
  return html`<text x="8" y="${y}" font-size="${fits}">${line}</text>`;
}
