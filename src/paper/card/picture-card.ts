// A seat as a picture that goes from chat to chat: who stands there and under which symbol, whose list it is and of which
// day, and a code that leads to what can be checked. One design for the app, the gateway and the publisher. The picture
// itself is not signed; decision 37 says what that means.

import { type Guide, notMeant } from '../../core/guide/guide.ts';
import { isDark } from '../../core/guide/meaning/colour.ts';
import type { ContestCard } from '../../core/guide/questions.ts';
import { formatDay } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import { html, type Markup } from '../markup.ts';
import { type Speaker, speakerOf } from '../speaker.ts';
import { cardBody } from './card-body.ts';
import { type CardCode, cardCode } from './card-code.ts';
import type { CardSubject } from './card-subject.ts';
import { sayCard } from './card-texts.ts';
import { ownBand } from './own-band.ts';
import { type Area, guessWidth, type Line, type Pen, pictureFonts, stackTexts, type WidthOf } from './picture-text.ts';

/** `status`: upright 9:16, as statuses show it whole. `square`: for chats. `strip`: every ballot of a voter side by side. */
export type CardLayout = 'status' | 'square' | 'strip';

/** In pixels; no side is longer than what chats leave as it is. */
export const cardSizes: Readonly<Record<CardLayout, readonly [width: number, height: number]>> = {
  status: [900, 1600],
  square: [1200, 1200],
  strip: [1600, 900],
};

/** One ballot on the picture. */
export interface CardPanel {
  readonly card: ContestCard;
  readonly subject: CardSubject;
}

/** What a code of the picture holds. */
export interface CodeText {
  /** A newer signed slip of the seat, or where the app opens. */
  readonly kind: 'slip' | 'link';
  readonly text: string;
}

export interface PictureCardOptions {
  readonly guide: Guide;
  readonly words: Words;
  readonly layout: CardLayout;
  /** At least one; all but the first are for a strip. */
  readonly panels: readonly CardPanel[];
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  /** Symbols may still change. */
  readonly isNotFinal: boolean;
  /** The edition is past its time, or a newer one is known. */
  readonly isOutOfDate: boolean;
  /** The moment it is made; null where it is made with its edition. */
  readonly now: Date | null;
  /** The best first: the first one that can be read at its size is drawn. */
  readonly codes: readonly CodeText[];
  /** Where the app opens, for who types it; null where nobody said. */
  readonly shownAddress: string | null;
  /** A picture's data: address by its hash; null where there is none. */
  readonly pictureOf: (sha256: string) => string | null;
  /** What the sharer adds, as core/message/own-line let it through; null for nothing. */
  readonly ownLine: string | null;
  /** Guessed where it is left out. */
  readonly widthOf?: WidthOf;
}

interface Frame extends PictureCardOptions {
  readonly speaker: Speaker;
  readonly pen: Pen;
  /** The white paper, above the sharer's band. */
  readonly paper: Area;
}

const margin = 48;
const headHeight = 190;
const codeRoom = 430;
/** Of whose list it is, above a code as wide as the picture. */
const wideNotes = 250;
const strips = 3;
const bandHeights: Readonly<Record<CardLayout, number>> = { status: 200, square: 180, strip: 150 };
const mostShown = 80;
const warned = '#8a1c00';
const dayMs = 86_400_000;

/** An SVG of the layout's size. @throws TypeError without a panel */
export function pictureCard(options: PictureCardOptions): string {
  const { layout, words, guide, ownLine } = options;
  const [width, height] = cardSizes[layout];
  const band = ownLine === null ? 0 : bandHeights[layout];
  const paper = { x: 0, y: 0, width, height: height - band };
  const pen: Pen = { dir: words.locale.dir === 'rtl' ? 'rtl' : 'ltr', widthOf: options.widthOf ?? guessWidth };
  const speaker = speakerOf(words, guide.languages);
  const frame = { ...options, speaker, pen, paper };
  const publisher = speaker.plain(guide.publisher.name);
  const label = sayCard(words, 'sender', { publisher });
  // Below the paper, which is drawn over it.
  const own = ownLine !== null && ownBand(pen, { ...paper, y: paper.height, height: band }, ownLine, label);
  const drawn = layout === 'status' ? uprightMarkup(frame) : wideMarkup(frame);
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${pictureFonts}">${own}<rect width="${width}" height="${paper.height}" fill="#fff"></rect>${drawn}</svg>`.toString();
}

/** Head, body, foot. */
function uprightMarkup(frame: Frame): Markup {
  const { paper } = frame;
  const panel = firstPanel(frame);
  const width = paper.width - 2 * margin;
  const codes = frame.codes.map(({ text }) => text);
  const best = cardCode(codes.slice(0, 1), codeRoom);
  const wide = best ? null : cardCode(codes.slice(0, 1), width);
  const code = best ?? wide ?? cardCode(codes, codeRoom);
  const notes = noteLines(frame, code);
  const textWidth = wide || !code ? width : width - code.side - 24;
  const mostNoted = (wide ? wideNotes : codeRoom) - 24;
  const { height: noted } = stackTexts(frame.pen, { x: 0, y: 0, width: textWidth, height: mostNoted }, notes);
  const textHeight = code && !wide ? codeRoom : noted + 28;
  const footHeight = (wide ? wide.side + textHeight : textHeight) + margin / 2;
  const top = paper.height - footHeight;
  const isRightToLeft = frame.pen.dir === 'rtl';
  const textX = !wide && code && isRightToLeft ? margin + code.side + 24 : margin;
  const texts = stackTexts(frame.pen, { x: textX, y: top + 16, width: textWidth, height: textHeight - 24 }, notes);
  const codeX = wide
    ? (paper.width - wide.side) / 2
    : isRightToLeft
      ? margin / 2
      : paper.width - margin / 2 - (code?.side ?? 0);
  const codeY = wide ? top + textHeight : paper.height - margin / 2 - (code?.side ?? 0);
  const bodyArea = { x: margin, y: headHeight + 20, width, height: top - headHeight - 44 };
  const body = cardBody({ ...frame, ...panel }, bodyArea);
  const rule = html`<path d="M${margin} ${top}H${paper.width - margin}" stroke="#999" stroke-width="2"></path>`;
  return html`${headMarkup(frame, panel, { ...paper, height: headHeight })}${body}${rule}${texts.markup}${code?.draw({ x: codeX, y: codeY })}`;
}

/** Ballots side by side, and at the line's end the code with whose list it is. */
function wideMarkup(frame: Frame): Markup {
  const { paper, layout } = frame;
  const panels = frame.panels.slice(0, layout === 'strip' ? strips : 1);
  const code = cardCode(
    frame.codes.map(({ text }) => text),
    codeRoom,
  );
  const isRightToLeft = frame.pen.dir === 'rtl';
  const column = codeRoom + margin / 2;
  const room = paper.width - column - margin / 2;
  const each = room / panels.length;
  const columnX = isRightToLeft ? margin / 2 : paper.width - column;
  const ballots = panels.map((panel, i) => {
    const x = (isRightToLeft ? column + margin / 2 : 0) + (isRightToLeft ? panels.length - 1 - i : i) * each;
    const head = { x, y: 0, width: each - (panels.length > 1 ? 6 : 0), height: headHeight };
    const body = {
      x: x + margin / 2,
      y: headHeight + 20,
      width: each - margin,
      height: paper.height - headHeight - 44,
    };
    return html`${headMarkup(frame, panel, head)}${cardBody({ ...frame, ...panel }, body)}`;
  });
  const side = code ? code.side : 0;
  const texts = { x: columnX + 12, y: side + 20, width: codeRoom - 24, height: paper.height - side - 44 };
  const ruleX = isRightToLeft ? column : paper.width - column - margin / 2;
  return html`${ballots}<path d="M${ruleX} ${margin / 2}V${paper.height - margin / 2}" stroke="#999" stroke-width="2"></path>${code?.draw({ x: columnX + (codeRoom - side) / 2, y: 12 })}${stackTexts(frame.pen, texts, noteLines(frame, code)).markup}`;
}

function firstPanel({ panels }: Frame): CardPanel {
  const [first] = panels;
  if (!first) throw new TypeError('a picture is of a ballot');
  return first;
}

/** The ballot's own colour, with the seat on it as on the paper. */
function headMarkup({ speaker, pen }: Frame, { card: { seat } }: CardPanel, area: Area): Markup {
  const fill = isDark(seat.ballot.colour) ? '#ffffff' : '#000000';
  const place = [seat.name, seat.ballot.name].map((text) => speaker.plain(text)).filter((text) => text !== '');
  const inner = { x: area.x + margin, y: 22, width: area.width - 2 * margin, height: headHeight - 34 };
  const lines: readonly Line[] = [
    { text: seat.code, size: 84, isBold: true, fill, dir: 'ltr', mostLines: 1 },
    { text: place.join(' · '), size: 36, fill, mostLines: 2 },
  ];
  return html`<rect x="${area.x}" y="0" width="${area.width}" height="${headHeight}" fill="${seat.ballot.colour}"></rect><path d="M${area.x} ${headHeight}h${area.width}" stroke="#555" stroke-width="3"></path>${stackTexts(pen, inner, lines).markup}`;
}

/** Whose list, of which day, what to be warned of, and what the code is for. */
function noteLines(frame: Frame, code: CardCode | null): readonly Line[] {
  const { guide, words, speaker, edition, issued, panels, shownAddress } = frame;
  const standing = notMeant(guide);
  const isIncomplete = panels.some(({ card }) => card.contest.incomplete === true);
  const warnings = [
    standing === null ? '' : speaker.t(`app.${standing}`),
    frame.isNotFinal ? sayCard(words, 'not-final') : '',
    isIncomplete ? speaker.t('contest.incomplete') : '',
    frame.isOutOfDate ? sayCard(words, 'newer') : '',
  ];
  const kind = code && frame.codes[code.index]?.kind;
  return [
    { text: speaker.plain(guide.publisher.name), size: 36, isBold: true, mostLines: 3 },
    // Pictures of an earlier election still go round in the next one.
    { text: speaker.plain(guide.election.name), size: 28 },
    { text: sayCard(words, 'edition', { edition, date: formatDay(words, issued) }), size: 34, isBold: true },
    { text: madeText(frame), size: 28, mostLines: 2 },
    ...warnings.map((text) => ({ text, size: 30, isBold: true, fill: warned, mostLines: 3 })),
    {
      text: kind === 'slip' ? sayCard(words, 'scan-slip') : kind === 'link' ? sayCard(words, 'scan') : '',
      size: 27,
      mostLines: 4,
    },
    // Nobody types a longer one; the code has it.
    { text: shownAddress !== null && shownAddress.length <= mostShown ? shownAddress : '', size: 27, dir: 'ltr' },
  ];
}

/** The age that the list had: a picture goes round for weeks and cannot count days itself. */
function madeText({ now, words, issued }: Frame): string {
  if (!now) return '';
  const n = Math.max(0, Math.floor((now.getTime() - Date.parse(issued)) / dayMs));
  const date = formatDay(words, now.toISOString());
  return n === 0 ? sayCard(words, 'made', { date }) : sayCard(words, 'made-later', { n, date });
}
