// A contact sheet of a guide's symbols, for who answers for them: each drawing at the sizes that voters see, beside the one
// that looks most like it. It prints on A4, in either direction. A pure function.
import { encodeBase64 } from '../../core/encoding/base64.ts';
import type { Text } from '../../core/guide/format/text.ts';
import { pictureType } from '../../core/picture/picture-type.ts';
import type { Words } from '../../words/words.ts';
import { html, type Markup, rawText } from '../markup.ts';
import { sayPrint } from '../print-texts.ts';
import { saidOnce } from '../said-once.ts';
import { speakerOf } from '../speaker.ts';
import { symbolSheetStyle } from './symbol-sheet-style.ts';

export interface SheetSymbol {
  readonly code: string;
  readonly name: Text;
  readonly description: Text;
  /** As phones get it; null where there is none. */
  readonly picture: Uint8Array | null;
  readonly isStandIn: boolean;
  /** The one whose drawing is most like this one's; null where there is no other. */
  readonly nearest: Nearest | null;
}

export interface Nearest {
  readonly code: string;
  /** Whether people take one for the other. */
  readonly isAlike: boolean;
  /** Whether the guide says so itself. */
  readonly isSaid: boolean;
}

export interface SymbolSheetOptions {
  /** The guide's or the election's name. */
  readonly name: Text;
  /** The guide's, in which names are given. */
  readonly languages: readonly string[];
  /** Of the sheet, the main one first; at least one. */
  readonly words: readonly Words[];
  readonly symbols: readonly SheetSymbol[];
}

/** The middle one last: it stands beside the other drawing of its size. */
const sizes = [24, 120, 48] as const;

/** Makes the sheet. @throws TypeError without words */
export function symbolSheet(options: SymbolSheetOptions): string {
  const { languages, symbols, name } = options;
  const [main] = options.words;
  if (!main) throw new TypeError('a sheet speaks at least one language');
  const classes = new Map(symbols.map(({ code }, i) => [code, `p${i}`]));
  const rules = symbols.flatMap(({ code, picture }) => {
    const type = picture && pictureType(picture);
    const address = type ? `data:${type};base64,${encodeBase64(picture)}` : null;
    return address ? [`.${classes.get(code)}::before{background-image:url("${address}")}`] : [];
  });
  const title = [sayPrint(main, 'sheet-title'), speakerOf(main, languages).plain(name)].filter(Boolean).join(' – ');
  const byCode = new Map(symbols.map((symbol) => [symbol.code, symbol]));
  const draw = (code: string, size: (typeof sizes)[number]): Markup =>
    html`<i class="s${size} ${classes.get(code) ?? ''}"></i>`;
  const cards = symbols.map((symbol) => card(symbol, byCode, options, main, draw));
  const head = html`<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${rawText(`${symbolSheetStyle}\n${rules.join('\n')}`)}</style></head>`;
  const leads = saidOnce(options.words, (words) => sayPrint(words, 'sheet-lead')).map(
    ({ words, text }) => html`<p class="lead" lang="${words.language}" dir="${words.locale.dir}">${text}</p>`,
  );
  const body = html`<body><h1>${title}</h1>
${leads}
<ol>${cards}</ol></body>`;
  return `<!doctype html>\n${html`<html lang="${main.language}" dir="${main.locale.dir}">${head}${body}</html>`}\n`;
}

function card(
  symbol: SheetSymbol,
  byCode: ReadonlyMap<string, SheetSymbol>,
  { languages }: SymbolSheetOptions,
  main: Words,
  draw: (code: string, size: (typeof sizes)[number]) => Markup,
): Markup {
  const { code, picture, nearest, description } = symbol;
  const other = nearest && byCode.get(nearest.code);
  const speaker = speakerOf(main, languages);
  const shown = picture
    ? html`<div class="sizes">${sizes.map((size) => draw(code, size))}</div>`
    : html`<p class="none">${sayPrint(main, 'sheet-none')}</p>`;
  const marks = [
    symbol.isStandIn && html`<p class="mark">${sayPrint(main, 'sheet-stand-in')}</p>`,
    nearest?.isAlike && html`<p class="mark">${sayPrint(main, nearest.isSaid ? 'sheet-known' : 'sheet-alike')}</p>`,
  ];
  const beside =
    other &&
    html`<div class="other"><p class="small">${sayPrint(main, 'sheet-nearest')}</p>
${draw(other.code, 48)}<p class="small">${speaker.name(other.name)}${!isCalledSo(other) && html` <bdi>${other.code}</bdi>`}</p></div>`;
  return html`<li class="${nearest?.isAlike && !nearest.isSaid ? 'alike' : ''}"><div class="head"><b>${names(symbol.name, [...new Set([main.language, ...languages])])}</b> <bdi class="small">${code}</bdi></div>
<div class="row">${shown}${beside}</div>${marks}
<p class="small">${speaker.tell(description)}</p>${picture && html`<p class="small">${sayPrint(main, 'sheet-bytes', { n: picture.length })}</p>`}</li>
`;
}

/** "turtle" beside "Turtle" says it twice. */
function isCalledSo({ code, name }: SheetSymbol): boolean {
  return Object.values(name).some((each) => each.toLowerCase().replace(/[^a-z0-9]+/g, '-') === code.toLowerCase());
}

/** In every language that the guide has: whoever looks through the sheet may read one of them only. */
function names(name: Text, languages: readonly string[]): readonly Markup[] {
  const told = languages.flatMap((language) => (name[language] ? [{ language, text: name[language] }] : []));
  return told.map(({ language, text }, i) => html`${i > 0 ? ' · ' : ''}<bdi lang="${language}">${text}</bdi>`);
}
