// The middle of a picture: one candidate with the symbol as large as there is room for, everybody in a list, or why nobody
// is shown.
import type { Guide } from '../../core/guide/guide.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { html, type Markup } from '../markup.ts';
import type { Speaker } from '../speaker.ts';
import type { CardSubject, NobodyWhy } from './card-subject.ts';
import { sayCard } from './card-texts.ts';
import { type Area, commonSize, type Line, type Pen, round, stackTexts } from './picture-text.ts';

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
const mostBackers = 3;
/** An area that is lower than this part of its width is a line, not a page. */
const lowShare = 0.56;
const soft = '#3d3d3d';

/** Draws the subject into an area. */
export function cardBody(options: BodyOptions, area: Area): Markup {
  const { subject } = options;
  if (subject.kind === 'one') return oneMarkup(options, subject.candidate, area);
  if (subject.kind === 'nobody') return nobodyMarkup(options, subject.why, area);
  const grid = gridOf(subject.candidates.length, area);
  if (!grid) return nobodyMarkup(options, 'many', area);
  return listMarkup(options, subject.candidates, grid);
}

function standingIn({ candidates }: ContestCard): number {
  return candidates.filter(({ isWithdrawn }) => !isWithdrawn).length;
}

function oneMarkup(options: BodyOptions, candidate: Candidate, area: Area): Markup {
  const { speaker, card, pen } = options;
  const { plain } = speaker;
  const { mark } = card.contest;
  const hasSymbol = mark === 'symbol' || mark === 'logo';
  const symbol = hasSymbol ? plain(candidate.symbol?.name) : '';
  const drawn = drawnMark(options, candidate);
  const most = Math.min(area.width * 0.9, mostSymbol);
  const lines: readonly Line[] = [
    // Without a picture the word is all there is: it takes its place.
    { text: symbol, size: drawn ? 76 : 130, isBold: true },
    { text: plain(candidate.name), size: 60, isBold: symbol === '' },
    { text: mark === 'number' ? '' : placeText(options, candidate), size: 32, fill: soft },
    { text: backedText(options, candidate), size: 34, fill: soft },
  ];
  if (drawn && area.height < area.width * lowShare) return besideMarkup(pen, area, drawn, lines);
  const least = drawn ? Math.min(most, area.height * 0.42) + gap : 0;
  const texts = stackTexts(pen, { ...area, height: area.height - least }, lines, true);
  const side = drawn ? Math.max(0, Math.min(most, area.height - texts.height - gap)) : 0;
  const top = area.y + (area.height - texts.height - side - (drawn ? gap : 0)) / 2;
  const at = { ...area, y: top + side + (drawn ? gap : 0), height: texts.height + 1 };
  const x = area.x + (area.width - side) / 2;
  return html`${drawn?.({ x, y: top, width: side, height: side })}${stackTexts(pen, at, lines, true).markup}`;
}

/** The symbol before the words, where there is no height for both: a large code takes it. */
function besideMarkup(pen: Pen, area: Area, drawn: Drawn, lines: readonly Line[]): Markup {
  const side = Math.min(area.height, area.width * 0.4);
  const isRightToLeft = pen.dir === 'rtl';
  const room = { ...area, x: area.x + (isRightToLeft ? 0 : side + 2 * gap), width: area.width - side - 2 * gap };
  const { height } = stackTexts(pen, room, lines);
  const at = {
    ...room,
    y: area.y + Math.max(0, (area.height - height) / 2),
    height: Math.max(height + 1, area.height),
  };
  const x = isRightToLeft ? area.x + area.width - side : area.x;
  return html`${drawn({ x, y: area.y + (area.height - side) / 2, width: side, height: side })}${stackTexts(pen, at, lines).markup}`;
}

/** Of a list that lacks names nobody can say how many there are. */
function placeText({ card, speaker: { words } }: BodyOptions, { serial }: Candidate): string {
  const n = card.candidates.length;
  const isWhole = card.contest.incomplete !== true && serial <= n;
  return isWhole ? sayCard(words, 'serial-of', { serial, n }) : sayCard(words, 'serial', { serial });
}

type Drawn = (area: Area) => Markup;

/** What marks the candidate on the paper, where that is a drawing: an official one alone, since a stand-in that travels would be taken for the symbol. */
function drawnMark({ card, pictureOf, speaker }: BodyOptions, { symbol, photo, serial }: Candidate): Drawn | null {
  const { mark } = card.contest;
  if (mark === 'nothing') return null;
  if (mark === 'number') {
    return ({ x, y, width, height }) =>
      html`<text x="${round(x + width / 2)}" y="${round(y + height * 0.78)}" font-size="${round(height * 0.8)}" font-weight="700" text-anchor="middle" direction="ltr" fill="#111">${speaker.words.number(serial)}</text>`;
  }
  const blob = mark === 'photograph' ? photo : symbol?.isStandIn ? null : (symbol?.picture ?? null);
  const address = blob && pictureOf(blob.sha256);
  return address === null
    ? null
    : ({ x, y, width, height }) =>
        html`<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" href="${address}"></image>`;
}

/** Each of those who are named is named whole; of many the rest is counted. */
function backedText({ guide, card, speaker }: BodyOptions, { serial }: Candidate): string {
  const names = card.endorsements
    .filter((each) => each.serial === serial)
    .flatMap((each) => guide.endorsers?.find(({ id }) => id === each.by) ?? [])
    .map(({ name }) => speaker.plain(name));
  const by = names.slice(0, mostBackers).join(', ');
  const n = names.length - mostBackers;
  if (by === '') return '';
  return n > 0 ? sayCard(speaker.words, 'backed-more', { by, n }) : sayCard(speaker.words, 'backed', { by });
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

function listMarkup(options: BodyOptions, candidates: readonly Candidate[], grid: Grid): Markup {
  const { pen, speaker, card } = options;
  const isRightToLeft = pen.dir === 'rtl';
  const wide = grid.width / grid.columns;
  const high = Math.min(mostRow, grid.height / grid.rows);
  // Where nobody has a drawing, nobody gets the room for one.
  const side = candidates.some((each) => drawnMark(options, each) !== null) ? high * 0.84 : 0;
  const inset = side === 0 ? 0 : side + 20;
  const room = { width: wide - inset - 20, height: high * 0.94 };
  const hasSymbol = card.contest.mark === 'symbol' || card.contest.mark === 'logo';
  const linesOf = ({ serial, name, symbol }: Candidate, size: number): readonly Line[] => [
    { text: `${speaker.words.number(serial)}. ${speaker.plain(name)}`, size },
    { text: hasSymbol ? speaker.plain(symbol?.name) : '', size, isBold: true },
  ];
  const size = commonSize(
    pen,
    room,
    high * 0.32,
    candidates.map((each) => (at: number) => linesOf(each, at)),
  );
  return html`${candidates.map((each, i) => {
    const column = Math.floor(i / grid.rows);
    const x = grid.x + (isRightToLeft ? grid.columns - 1 - column : column) * wide;
    const y = grid.y + (i % grid.rows) * high;
    const text = { ...room, x: isRightToLeft ? x + 20 : x + inset, y: y + high * 0.06 };
    const drawn = { x: isRightToLeft ? x + wide - side : x, y: y + (high - side) / 2, width: side, height: side };
    return html`${drawnMark(options, each)?.(drawn)}${stackTexts(pen, text, linesOf(each, size)).markup}`;
  })}`;
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
