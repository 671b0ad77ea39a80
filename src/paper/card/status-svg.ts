// A slip as one upright picture: the seat, edition and date, and its code as large as the picture is wide.
import { type Guide, notMeant } from '../../core/guide/guide.ts';
import { formatDay } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import { codePath } from '../code-path.ts';
import { html } from '../markup.ts';
import type { PrintedSlip, SlipCode } from '../print/slip-sheet.ts';
import { sayPrint } from '../print-texts.ts';
import { speakerOf, unturned } from '../speaker.ts';

export interface StatusSvgOptions {
  readonly guide: Guide;
  readonly words: readonly Words[];
  readonly card: PrintedSlip['card'];
  readonly slip: PrintedSlip['slip'];
  readonly code: SlipCode;
}

const width = 1080;
const height = 1920;
const margin = 60;
const lineHeight = 62;
const codeTop = 760;

/** An SVG of 1080 by 1920: what statuses show whole. */
export function statusSvg({ guide, words, card, slip, code }: StatusSvgOptions): string {
  const lines = words.flatMap((each) => {
    const { plain, say, t } = speakerOf(each, guide.languages);
    const warning = slip.isNotFinal ? sayPrint(each, 'slip-not-final') : '';
    const voided = slip.voids === null ? '' : sayPrint(each, 'slip-void', { n: slip.voids });
    const edition = say('edition', { edition: slip.edition, date: formatDay(each, slip.issued) });
    const standing = notMeant(guide);
    const meant = standing === null ? '' : t(`app.${standing}`);
    return [plain(card.seat.name), meant, `${plain(guide.publisher.name)} · ${edition}`, warning, voided]
      .filter((line) => line !== '')
      .map((line) => ({ line: unturned(line), words: each }));
  });
  const texts = lines.map(
    ({ line, words: each }, i) =>
      html`<text x="${width / 2}" y="${260 + i * lineHeight}" font-size="${fontSize(line)}" text-anchor="middle" direction="${each.locale.dir}">${line}</text>`,
  );
  const side = width - 2 * margin;
  const scale = (side / code.rows.length).toFixed(4);
  const top = Math.max(codeTop, 260 + lines.length * lineHeight);
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans, Noto Naskh Arabic, sans-serif"><rect width="${width}" height="${height}" fill="#fff"></rect><text x="${width / 2}" y="180" font-size="140" font-weight="700" text-anchor="middle">${card.seat.code}</text>${texts}<path shape-rendering="crispEdges" transform="translate(${margin} ${top}) scale(${scale})" d="${codePath(code.rows)}"></path></svg>`.toString();
}

/** Long lines are set smaller: a picture does not break them. */
function fontSize(line: string): number {
  return Math.max(20, Math.min(44, Math.floor((width - 2 * margin) / (line.length * 0.55))));
}
