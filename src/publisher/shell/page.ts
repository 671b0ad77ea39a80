// Finishes the app's page for one guide: the first root, the hints, the first script, the title and the policy go into the
// built index.html by text, without a bundler.
import { AppError } from '../../core/errors.ts';
import { script as earlyScript } from '../../early/early.ts?shell';
import { contentPolicy } from './policy.ts';

/** What the page is told before anything is fetched. */
export interface PageData {
  /** The first root.json as its own text: hashing it again gives the guide's id. */
  readonly root: string;
  /** Seat to region, unsigned: it only saves a request. */
  readonly hints: unknown;
  /** What files that the app saves are called after; its own name where this is left out. */
  readonly label?: string;
  /** What each language says first, as `wordFiles` lists it. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

export interface PageFiles extends PageData {
  /** The first 16 hex digits of the guide's id: a link that names another publisher is known by them at once. */
  readonly id: string;
  /** The part of the app that fetches, below the mirror: a voter who has nothing yet needs it at once. */
  readonly road?: readonly string[];
}

export interface Page {
  readonly html: string;
  readonly policy: string;
}

const policyMark = /<!-- nishan:policy\b[^>]*-->/;
const guideMark = /<!-- nishan:guide\b[^>]*-->/;
/** What stands where JavaScript is off; under a neutral name it tells no more than the name does. */
const withoutScript = /<noscript>[\s\S]*?<\/noscript>/;
const plainNotice = '<noscript><p>JavaScript?</p></noscript>';
const title = /<title>[^<]*<\/title>/;

/**
 * @param built index.html as vite wrote it
 * @param name the guide's, for the title
 * @throws AppError `content/inconsistent` where the page has not the places to fill
 */
export function finishPage(built: string, { road = [], ...data }: PageFiles, name: string, demo: boolean): Page {
  const block = `<script type="application/json" id="nishan">${inScript(data)}</script><script>${earlyScript}</script>`;
  const titled = fill(fill(built, guideMark, block), title, headOf(inMarkup(name)));
  const filled = data.label === undefined ? titled : titled.replace(withoutScript, plainNotice);
  const policy = contentPolicy(filled, demo);
  const early = road.map((path) => `<link rel="preload" as="script" crossorigin href="./${inMarkup(path)}">`).join('');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${inMarkup(policy)}">${early}`;
  return { html: fill(filled, policyMark, meta), policy };
}

/** What tabs and search pages show of it. */
function headOf(name: string): string {
  return `<title>${name}</title><meta name="description" content="${name}">`;
}

function fill(html: string, mark: RegExp, text: string): string {
  if (!mark.test(html)) throw new AppError('content/inconsistent', { path: 'index.html', want: mark.source });
  // A function, since `$&` in a text would be read as a pattern.
  return html.replace(mark, () => text);
}

/** JSON that cannot end the script element it stands in, nor open a comment there. */
function inScript(data: Omit<PageFiles, 'road'>): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}

function inMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
