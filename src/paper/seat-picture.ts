// A seat as one upright picture for chats: the symbol large where one candidate is backed, else the candidates with their
// symbols, and always whose list it is, of which day, and a code that leads to it. It is no slip: nothing in it is signed.
import type { Guide } from '../core/guide/guide.ts';
import type { Candidate, ContestCard } from '../core/guide/questions.ts';
import { formatDay } from '../words/dates.ts';
import type { Blanks, Words } from '../words/words.ts';
import { codePath, paperCode } from './code-picture.ts';
import { html, type Markup } from './markup.ts';
import { sayPrint } from './print-texts.ts';
import { type Speaker, speakerOf, unturned } from './speaker.ts';

export interface SeatPictureOptions {
  readonly guide: Guide;
  readonly words: Words;
  readonly card: ContestCard;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  /** Symbols may still change. */
  readonly isNotFinal: boolean;
  /** Where the app opens on this seat, for the code, and how it is shown; null where nobody said. */
  readonly link: { readonly url: string; readonly shown: string } | null;
  /** A picture's data: address by its hash; null where there is none. */
  readonly pictureOf: (sha256: string) => string | null;
  /** The texts of this picture alone. */
  readonly say: (key: 'card-backed' | 'card-edition' | 'card-scan', blanks?: Blanks) => string;
}

const width = 1080;
const height = 1350;
const margin = 60;
const room = width - 2 * margin;
const headHeight = 230;
const footTop = 1040;
const columns = 2;
/** Few candidates, and as many as can still be read on a phone. */
const roomy = { rows: 5, side: 120, size: 34 } as const;
const dense = { rows: 12, side: 58, size: 23 } as const;
const codeSide = 230;

/** Whether a seat fits one picture: a list in part would be a choice that nobody made, and a question is no picture. */
export function fitsSeatPicture({ contest, candidates, endorsements }: ContestCard): boolean {
  const standing = candidates.filter(({ isWithdrawn }) => !isWithdrawn);
  if (contest.kind === 'referendum' || !standing.some(({ symbol }) => symbol !== null)) return false;
  return oneBacked(standing, endorsements) !== null || standing.length <= columns * dense.rows;
}

/** Who alone is backed here. */
function oneBacked(standing: readonly Candidate[], endorsements: ContestCard['endorsements']): Candidate | null {
  const [only, ...others] = standing.filter(({ serial }) => endorsements.some((each) => each.serial === serial));
  return only && others.length === 0 ? only : null;
}

/** An SVG of 1080 by 1350, of a seat that fits. */
export function seatPicture(options: SeatPictureOptions): string {
  const { guide, words, card } = options;
  const speaker = speakerOf(words, guide.languages);
  const body = bodyOf(options, speaker);
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans, Noto Naskh Arabic, sans-serif" fill="#111"><rect width="${width}" height="${height}" fill="#fff"></rect>${headOf(card, speaker)}${body}${footOf(options, speaker)}</svg>`.toString();
}

/** Reading begins here. */
function startOf({ words }: Speaker): number {
  return words.locale.dir === 'rtl' ? width - margin : margin;
}

/** A line of text that is set smaller where it would not fit: the renderer knows widths, this code does not. */
function line(speaker: Speaker, text: string, at: LineAt): Markup {
  const plain = unturned(text);
  const size = Math.max(18, Math.min(at.size, Math.floor(at.room / (Math.max(1, plain.length) * 0.58))));
  const anchor = at.isMiddle ? 'middle' : 'start';
  return html`<text x="${at.x}" y="${at.y}" font-size="${size}" font-weight="${at.isBold ? 700 : 400}" text-anchor="${anchor}" direction="${speaker.words.locale.dir}">${plain}</text>`;
}

interface LineAt {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly room: number;
  readonly isBold?: boolean;
  readonly isMiddle?: boolean;
}

function headOf({ seat }: ContestCard, speaker: Speaker): Markup {
  const x = startOf(speaker);
  const place = [speaker.plain(seat.name), speaker.plain(seat.ballot.name)].filter((each) => each !== '').join(' · ');
  const code = speaker.words.locale.dir === 'rtl' ? 'end' : 'start';
  return html`<rect width="${width}" height="24" fill="${seat.ballot.colour}"></rect><text x="${x}" y="130" font-size="96" font-weight="700" text-anchor="${code}" direction="ltr">${seat.code}</text>${line(speaker, place, { x, y: 196, size: 44, room })}`;
}

function bodyOf(options: SeatPictureOptions, speaker: Speaker): Markup {
  const { candidates, endorsements } = options.card;
  const standing = candidates.filter(({ isWithdrawn }) => !isWithdrawn);
  const only = oneBacked(standing, endorsements);
  return only ? oneMarkup(options, speaker, only) : gridMarkup(options, speaker, standing);
}

function oneMarkup(options: SeatPictureOptions, speaker: Speaker, candidate: Candidate): Markup {
  const { guide, card, say } = options;
  const by = card.endorsements
    .filter(({ serial }) => serial === candidate.serial)
    .flatMap((each) => guide.endorsers?.find(({ id }) => id === each.by) ?? [])
    .map(({ name }) => speaker.plain(name))
    .join(', ');
  const side = 430;
  const middle = { x: width / 2, room, isMiddle: true } as const;
  const drawn = drawing(options, candidate, (width - side) / 2, headHeight + 20, side);
  // Without a picture the word is all there is: it takes its place.
  const symbol = line(speaker, speaker.plain(candidate.symbol?.name), {
    ...middle,
    y: drawn ? headHeight + side + 90 : headHeight + 270,
    size: drawn ? 64 : 120,
    isBold: true,
  });
  return html`${drawn}${symbol}${line(speaker, speaker.plain(candidate.name), { ...middle, y: 850, size: 60 })}${by !== '' && line(speaker, say('card-backed', { by }), { ...middle, y: 930, size: 38 })}`;
}

function gridMarkup(options: SeatPictureOptions, speaker: Speaker, standing: readonly Candidate[]): Markup {
  const grid = standing.length <= columns * roomy.rows ? roomy : dense;
  const isRightToLeft = speaker.words.locale.dir === 'rtl';
  const wide = room / columns;
  const rowHeight = (footTop - headHeight - 40) / grid.rows;
  const { side, size } = grid;
  const cells = standing.map((candidate, i) => {
    const column = Math.floor(i / grid.rows);
    const x = margin + (isRightToLeft ? columns - 1 - column : column) * wide;
    const y = headHeight + 20 + (i % grid.rows) * rowHeight;
    const at = { x: isRightToLeft ? x + wide - side - 30 : x + side + 30, room: wide - side - 50, size };
    const name = `${candidate.serial}. ${speaker.plain(candidate.name)}`;
    const drawn = drawing(options, candidate, isRightToLeft ? x + wide - side - 10 : x, y, side);
    const lines = [
      line(speaker, name, { ...at, y: y + side * 0.42 }),
      line(speaker, speaker.plain(candidate.symbol?.name), { ...at, y: y + side * 0.42 + size * 1.3, isBold: true }),
    ];
    return html`${drawn}${lines}`;
  });
  return html`${cells}`;
}

/** An official drawing alone: a stand-in that travels would be taken for the symbol. */
function drawing(
  { pictureOf }: SeatPictureOptions,
  { symbol }: Candidate,
  x: number,
  y: number,
  side: number,
): Markup | null {
  const address = symbol?.picture && !symbol.isStandIn ? pictureOf(symbol.picture.sha256) : null;
  return address === null
    ? null
    : html`<image x="${x}" y="${y}" width="${side}" height="${side}" href="${address}"></image>`;
}

function footOf(options: SeatPictureOptions, speaker: Speaker): Markup {
  const { guide, words, edition, issued, isNotFinal, link, say, card } = options;
  const isRightToLeft = words.locale.dir === 'rtl';
  const codeX = isRightToLeft ? margin : width - margin - codeSide;
  const code = link && paperCode(link.url);
  const textRoom = room - (code ? codeSide + 40 : 0);
  const warnings = [
    isNotFinal ? sayPrint(words, 'slip-not-final') : '',
    card.contest.incomplete === true ? speaker.t('contest.incomplete') : '',
    guide.demo === true ? speaker.t('app.demo') : '',
  ];
  const texts = [
    speaker.plain(guide.publisher.name),
    say('card-edition', { edition, date: formatDay(words, issued) }),
    ...warnings,
    link ? say('card-scan') : '',
    link ? link.shown : '',
  ].filter((text) => text !== '');
  const step = Math.min(44, (height - footTop - 50) / texts.length);
  const lines = texts.map((text, i) =>
    line(speaker, text, { x: startOf(speaker), y: footTop + 50 + i * step, size: 32, room: textRoom, isBold: i === 1 }),
  );
  const picture =
    code &&
    html`<path shape-rendering="crispEdges" fill="#000" transform="translate(${codeX} ${footTop + 30}) scale(${(codeSide / code.rows.length).toFixed(4)})" d="${codePath(code.rows)}"></path>`;
  return html`<line x1="${margin}" x2="${width - margin}" y1="${footTop}" y2="${footTop}" stroke="#999" stroke-width="2"></line>${lines}${picture}`;
}
