// The middle of a picture: one candidate with the symbol as large as there is room for, everybody in a list, or why nobody
// is shown.
import type { Guide } from '../../core/guide/guide.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { html, type Markup } from '../markup.ts';
import type { Speaker } from '../speaker.ts';
import type { CardSubject, NobodyWhy } from './card-subject.ts';
import { sayCard } from './card-texts.ts';
import { type Area, type Line, type Pen, round, stackTexts } from './picture-text.ts';

export interface BodyOptions {
  readonly guide: Guide;
  readonly speaker: Speaker;
  readonly pen: Pen;
  readonly card: ContestCard;
  readonly subject: CardSubject;
  /** A picture's data: address by its hash; null where there is none. */
  readonly pictureOf: (sha256: string) => string | null;
}

const gap = 20;
const mostSymbol = 560;
const soft = '#3d3d3d';

/** Draws the subject into an area. */
export function cardBody(options: BodyOptions, area: Area): Markup {
  const { subject } = options;
  if (subject.kind === 'one') return oneMarkup(options, subject.candidate, area);
  if (subject.kind === 'nobody') return nobodyMarkup(options, subject.why, area);
  const grid = gridOf(subject.candidates.length, area);
  if (!grid) return nobodyMarkup(options, 'many', area);
  return html`${subject.candidates.map((candidate, i) => rowMarkup(options, candidate, grid, i))}`;
}

function standingIn({ candidates }: ContestCard): number {
  return candidates.filter(({ isWithdrawn }) => !isWithdrawn).length;
}

function oneMarkup(options: BodyOptions, candidate: Candidate, area: Area): Markup {
  const { speaker, card, pen } = options;
  const { words, plain } = speaker;
  const { mark } = card.contest;
  const hasSymbol = mark === 'symbol' || mark === 'logo';
  const symbol = hasSymbol ? plain(candidate.symbol?.name) : '';
  const drawn = drawnMark(options, candidate);
  const by = backersOf(options, candidate);
  const n = standingIn(card);
  const most = Math.min(area.width * 0.9, mostSymbol);
  const lines: readonly Line[] = [
    // Without a picture the word is all there is: it takes its place.
    { text: symbol, size: drawn ? 76 : 130, isBold: true },
    { text: plain(candidate.name), size: 60, isBold: symbol === '' },
    { text: mark === 'number' ? '' : sayCard(words, 'serial', { serial: candidate.serial, n }), size: 32, fill: soft },
    { text: by === '' ? '' : sayCard(words, 'backed', { by }), size: 34, fill: soft },
  ];
  const least = drawn ? Math.min(most, area.height * 0.42) + gap : 0;
  const texts = stackTexts(pen, { ...area, height: area.height - least }, lines, true);
  const side = drawn ? Math.min(most, area.height - texts.height - gap) : 0;
  const top = area.y + (area.height - texts.height - side - (drawn ? gap : 0)) / 2;
  const at = { ...area, y: top + side + (drawn ? gap : 0), height: texts.height + 1 };
  const x = area.x + (area.width - side) / 2;
  return html`${drawn?.({ x, y: top, width: side, height: side })}${stackTexts(pen, at, lines, true).markup}`;
}

type Drawn = (area: Area) => Markup;

/** What marks the candidate on the paper, where that is a drawing: an official one alone, since a stand-in that travels would be taken for the symbol. */
function drawnMark({ card, pictureOf }: BodyOptions, { symbol, photo, serial }: Candidate): Drawn | null {
  const { mark } = card.contest;
  if (mark === 'nothing') return null;
  if (mark === 'number') {
    return ({ x, y, width, height }) =>
      html`<text x="${round(x + width / 2)}" y="${round(y + height * 0.78)}" font-size="${round(height * 0.8)}" font-weight="700" text-anchor="middle" direction="ltr" fill="#111">${serial}</text>`;
  }
  const blob = mark === 'photograph' ? photo : symbol?.isStandIn ? null : (symbol?.picture ?? null);
  const address = blob && pictureOf(blob.sha256);
  return address === null
    ? null
    : ({ x, y, width, height }) =>
        html`<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" href="${address}"></image>`;
}

function backersOf({ guide, card, speaker }: BodyOptions, { serial }: Candidate): string {
  return card.endorsements
    .filter((each) => each.serial === serial)
    .flatMap((each) => guide.endorsers?.find(({ id }) => id === each.by) ?? [])
    .map(({ name }) => speaker.plain(name))
    .join(', ');
}

interface Grid extends Area {
  readonly rows: number;
  readonly columns: number;
}

const leastRow = 50;
const goodRow = 84;
const leastColumn = 290;
const mostRow = 165;

/** As few columns as leave rows that are read well; null where none leaves rows that are read at all. */
function gridOf(count: number, area: Area): Grid | null {
  const most = Math.max(1, Math.floor(area.width / leastColumn));
  const grids = Array.from({ length: most }, (_, i) => ({ ...area, columns: i + 1, rows: Math.ceil(count / (i + 1)) }));
  const found = grids.find(({ rows }) => area.height / rows >= goodRow) ?? grids[grids.length - 1];
  return found && area.height / found.rows >= leastRow ? found : null;
}

function rowMarkup(options: BodyOptions, candidate: Candidate, grid: Grid, i: number): Markup {
  const { pen, speaker, card } = options;
  const wide = grid.width / grid.columns;
  const high = Math.min(mostRow, grid.height / grid.rows);
  const column = Math.floor(i / grid.rows);
  const isRightToLeft = pen.dir === 'rtl';
  const x = grid.x + (isRightToLeft ? grid.columns - 1 - column : column) * wide;
  const y = grid.y + (i % grid.rows) * high;
  const side = high * 0.84;
  const drawn = drawnMark(options, candidate);
  const hasSymbol = card.contest.mark === 'symbol' || card.contest.mark === 'logo';
  const room = wide - side - 40;
  const textX = isRightToLeft ? x + 20 : x + side + 20;
  const size = high * 0.32;
  const lines: readonly Line[] = [
    { text: `${candidate.serial}. ${speaker.plain(candidate.name)}`, size, mostLines: 1 },
    { text: hasSymbol ? speaker.plain(candidate.symbol?.name) : '', size, isBold: true, mostLines: 1 },
  ];
  const area = { x: textX, y: y + high * 0.06, width: room, height: high * 0.94 };
  const at = { x: isRightToLeft ? x + wide - side : x, y: y + (high - side) / 2, width: side, height: side };
  return html`${drawn?.(at)}${stackTexts(pen, area, lines).markup}`;
}

function nobodyMarkup({ speaker, card, pen }: BodyOptions, why: NobodyWhy, area: Area): Markup {
  const text = nobodyText(speaker, card, why);
  const lines: readonly Line[] = [{ text, size: 56, isBold: true, mostLines: 5 }];
  const { height } = stackTexts(pen, area, lines, true);
  return stackTexts(pen, { ...area, y: area.y + (area.height - height) / 2, height: height + 1 }, lines, true).markup;
}

function nobodyText({ words, t }: Speaker, card: ContestCard, why: NobodyWhy): string {
  const { state } = card.contest;
  if (why === 'off') return state === 'open' ? '' : t(`contest.${state}`);
  if (why === 'withdrawn') return t('candidate.withdrawn');
  return sayCard(words, why, { n: standingIn(card) });
}
