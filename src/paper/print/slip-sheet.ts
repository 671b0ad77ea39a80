// A printable sheet of slips to cut out: each has one seat's candidates with their symbols, in words beside, and its code.
// A pure function; what is signed lies in the codes, and the text beside is for eyes.
import { type Guide, notMeant } from '../../core/guide/guide.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import type { Slip } from '../../core/slip/slip.ts';
import { formatDay } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import type { PagePictures } from '../carrier/carrier-pictures.ts';
import { codePicture, type PaperCode } from '../code-picture.ts';
import { html, type Markup, rawText } from '../markup.ts';
import { sayPrint } from '../print-texts.ts';
import { saidOnce } from '../said-once.ts';
import { type Speaker, speakerOf } from '../speaker.ts';
import { slipSheetStyle } from './slip-sheet-style.ts';

/** One code: all languages in it, or one where they do not fit together. */
export interface SlipCode extends PaperCode {
  readonly languages: readonly string[];
}

/** One seat to print. */
export interface PrintedSlip {
  readonly card: ContestCard;
  /** What the codes say. */
  readonly slip: Pick<Slip, 'edition' | 'issued' | 'isNotFinal' | 'isIncomplete' | 'voids'>;
  /** At least one. */
  readonly codes: readonly SlipCode[];
}

export interface SlipSheetOptions {
  readonly guide: Guide;
  /** Of the sheet, the main one first; at least one. */
  readonly words: readonly Words[];
  readonly slips: readonly PrintedSlip[];
  readonly pictures: PagePictures;
  /** What the codes open: "one.example/guide". */
  readonly shownAddress: string;
}

/** The side of a code in print, up to the version that still reads well at it. */
const codeMillimetres = 40;
/** A denser code than this is printed larger, at the same size of its modules. */
const largestVersion = 25;
const largestSide = 21 + 4 * (largestVersion - 1);

/** Makes the sheet. @throws TypeError without words */
export function slipSheet(options: SlipSheetOptions): string {
  const { guide, words, slips, pictures } = options;
  const [main] = words;
  if (!main) throw new TypeError('a sheet speaks at least one language');
  const speakers = words.map((each) => speakerOf(each, guide.languages));
  const colours = guide.ballots.map(({ colour }, i) => `.b${i}{border-inline-start-color:${colour}}`).join('\n');
  const head = html`<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${titleOf(options, main)}</title>
<style>${rawText(`${slipSheetStyle}\n${colours}\n${pictures.style}`)}</style></head>`;
  const cut = onceIn(words, (each) => sayPrint(each, 'slip-cut'));
  const body = html`<body>
<div class="cut">${cut}</div>
${slips.map((slip) => slipMarkup(options, speakers, slip))}</body>`;
  return `<!doctype html>\n${html`<html lang="${main.language}" dir="${main.locale.dir}">${head}${body}</html>`}\n`;
}

function titleOf({ guide, slips }: SlipSheetOptions, main: Words): string {
  const edition = slips[0]?.slip.edition ?? 0;
  return [
    sayPrint(main, 'slip-title'),
    speakerOf(main, guide.languages).plain(guide.election.name),
    String(edition),
  ].join(' – ');
}

function onceIn(words: readonly Words[], say: (words: Words) => string): readonly Markup[] {
  return saidOnce(words, say).map(
    ({ words: { language, locale }, text }) =>
      html`<p class="small" lang="${language}" dir="${locale.dir}">${text}</p>`,
  );
}

function slipMarkup(options: SlipSheetOptions, speakers: readonly Speaker[], printed: PrintedSlip): Markup {
  const { guide, pictures } = options;
  const { card, codes } = printed;
  const ballot = guide.ballots.indexOf(card.seat.ballot);
  const warned = new Set<string>();
  const names = card.candidates.map((candidate) => candidateMarkup(speakers, pictures, candidate));
  return html`<article class="slip b${ballot}" data-seat="${card.seat.code}">
<div class="codes">${codes.map((code) => codeMarkup(options, code, codes.length > 1))}<p class="small address"><bdi dir="ltr">${options.shownAddress}</bdi></p></div>
<div class="text"><h2><bdi dir="ltr">${card.seat.code}</bdi></h2>
<div class="heads">${speakers.map((speaker) => headMarkup(speaker, guide, printed, warned))}</div><ol class="names">${names}</ol>
${onceIn(options.words, (words) => `${sayPrint(words, 'slip-scan')} ${sayPrint(words, 'slip-newer')}`)}</div>
</article>
`;
}

function codeMarkup({ words }: SlipSheetOptions, code: SlipCode, isOneOfSeveral: boolean): Markup {
  const side = code.rows.length;
  const size = side <= largestSide ? codeMillimetres : (codeMillimetres * side) / largestSide;
  const [main] = words;
  const names = code.languages.map((tag) => words.find(({ language }) => language === tag)?.locale.nativeName ?? tag);
  const label = isOneOfSeveral && main ? sayPrint(main, 'slip-names-in', { languages: names.join(', ') }) : null;
  return html`<figure>${codePicture(code, size)}${label !== null && html`<figcaption>${label}</figcaption>`}</figure>`;
}

/** @param warned what another language has said in the same words; takes what this one says */
function headMarkup(
  { words, plain, name, say, t }: Speaker,
  guide: Guide,
  { card, slip }: PrintedSlip,
  warned: Set<string>,
): Markup {
  const { ballot } = card.seat;
  const colour = plain(ballot.colourName);
  const date = formatDay(words, slip.issued);
  const standing = notMeant(guide);
  const warnings = [
    standing !== null && t(`app.${standing}`),
    slip.isNotFinal && sayPrint(words, 'slip-not-final'),
    slip.isIncomplete && sayPrint(words, 'slip-incomplete'),
    slip.voids !== null && sayPrint(words, 'slip-void', { n: slip.voids }),
  ].flatMap((each) => (each === false || warned.has(each) ? [] : [each]));
  for (const each of warnings) warned.add(each);
  const marks = warnings.map((each) => html`<b class="warning">${each}</b> `);
  return html`<div class="head" lang="${words.language}" dir="${words.locale.dir}"><b>${name(card.seat.name)}</b> · ${[plain(ballot.short) || plain(ballot.name), colour && t('seat.colour', { colour })].filter((each) => each !== '').join(' · ')}<br>${plain(guide.publisher.name)} <b class="edition">${say('edition', { edition: slip.edition, date })}</b> ${marks}</div>
`;
}

/** In ballot order; the picture only where it is the official one. */
function candidateMarkup(speakers: readonly Speaker[], pictures: PagePictures, candidate: Candidate): Markup {
  const { symbol, serial, isWithdrawn } = candidate;
  const drawn = symbol?.picture && !symbol.isStandIn ? pictures.classOf(symbol.picture.sha256) : null;
  const texts = speakers.map(
    ({ name, plain, words, t }) =>
      html`<span lang="${words.language}" dir="${words.locale.dir}"><b>${name(candidate.name)}</b> ${symbol && plain(symbol.name)}${isWithdrawn && html` <b>${t('candidate.withdrawn')}</b>`}</span>`,
  );
  const kind = [drawn, isWithdrawn ? 'out' : null].filter((each) => each !== null).join(' ');
  return html`<li value="${serial}" class="${kind}"><b class="number">${speakers[0]?.words.number(serial) ?? serial}</b><span class="who">${texts}</span></li>`;
}
