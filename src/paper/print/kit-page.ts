// The page of a kit for volunteers: by kind of phone, which folder helps. Plain HTML that opens from a stick.
import { type Guide, notMeant } from '../../core/guide/guide.ts';
import { formatDay } from '../../words/dates.ts';
import type { Blanks, Words } from '../../words/words.ts';
import { html, type Markup, type Part, rawText } from '../markup.ts';
import { type PrintKey, sayPrint } from '../print-texts.ts';
import { saidOnce } from '../said-once.ts';
import { speakerOf } from '../speaker.ts';

/** A file of the kit by its path. Size in bytes. */
export interface KitFile {
  readonly path: string;
  readonly bytes: number;
}

export interface KitPageOptions {
  readonly guide: Guide;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  readonly words: readonly Words[];
  /** In the order of their paths. */
  readonly files: readonly KitFile[];
}

const kinds = ['app', 'android', 'firefox', 'iphone', 'small', 'full', 'paper'] as const;
const folders: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  app: ['files'],
  android: ['carriers'],
  firefox: ['posters', 'slips'],
  iphone: ['carriers'],
  small: ['cards'],
  full: ['carriers'],
  paper: ['slips', 'posters'],
};
/** More files of one folder than this are not listed: people look into the folder. */
const mostListed = 40;

const style = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:1.5rem 1rem 3rem;font:1rem/1.5 system-ui,"Noto Sans","Noto Naskh Arabic",sans-serif;color:#15211c;background:#f6f3ea}
section{padding-block-end:2rem}
section+section{padding-block-start:2rem;border-block-start:3px solid #15211c}
h1{font-size:1.75rem;line-height:1.25;margin-block:0 .75rem}
h2{font-size:1.125rem;line-height:1.3;margin-block:0 .25rem}
p{margin-block:.25rem}
article{margin-block-start:.75rem;padding:.75rem 1rem;border:1px solid #c9c3b2;border-radius:.75rem;background:#fffdf6;break-inside:avoid}
ul{margin-block:.5rem 0;padding-inline-start:1.2rem}
li{padding-block:.25rem}
a{color:#4b2a86;overflow-wrap:anywhere}
[lang=ur]{line-height:1.8}
`.trim();

/** Makes the page. @throws TypeError without words */
export function kitPage(options: KitPageOptions): string {
  const [main] = options.words;
  if (!main) throw new TypeError('a kit speaks at least one language');
  const head = html`<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${sayPrint(main, 'kit-title')}</title>
<style>${rawText(style)}</style></head>`;
  const sections = saidOnce(options.words, (words) => kinds.map((kind) => sayPrint(words, `kit-${kind}-text`)).join());
  const body = html`<body><main>${sections.map(({ words }) => sectionMarkup(options, words))}</main></body>`;
  return `<!doctype html>\n${html`<html lang="${main.language}" dir="${main.locale.dir}">${head}${body}</html>`}\n`;
}

function sectionMarkup({ guide, edition, issued, files }: KitPageOptions, words: Words): Markup {
  const { plain, t } = speakerOf(words, guide.languages);
  const say = (key: PrintKey, blanks?: Blanks): string => sayPrint(words, key, blanks);
  const what = sayPrint(words, 'kit-what', { edition, date: formatDay(words, issued) });
  const standing = notMeant(guide);
  return html`<section lang="${words.language}" dir="${words.locale.dir}">
<h1>${say('kit-title')}</h1>
${standing !== null && html`<p><b>${t(`app.${standing}`)}</b></p>`}<p><b>${plain(guide.election.name)}</b><br>${plain(guide.publisher.name)}<br>${what}</p>
${kinds.map((kind) => html`<article><h2>${say(`kit-${kind}`)}</h2><p>${say(`kit-${kind}-text`)}</p>${folders[kind].map((folder) => folderMarkup(folder, files, say))}</article>\n`)}<article><h2>${say('kit-check')}</h2><p>${say('kit-check-text')}</p></article>
</section>
`;
}

function folderMarkup(
  folder: string,
  files: readonly KitFile[],
  say: (key: PrintKey, blanks?: Blanks) => string,
): Part {
  const inside = files.filter(({ path }) => path.startsWith(`${folder}/`));
  if (inside.length === 0) return html`<p><bdi dir="ltr">${folder}/</bdi> ${say('kit-missing')}</p>`;
  if (inside.length > mostListed) return html`<p><a href="${folder}/"><bdi dir="ltr">${folder}/</bdi></a></p>`;
  return html`<ul>${inside.map(({ path, bytes }) => html`<li><a href="${path}"><bdi dir="ltr">${path}</bdi></a> <bdi>${say('kit-size', { n: Math.ceil(bytes / 1000) })}</bdi></li>`)}</ul>`;
}
