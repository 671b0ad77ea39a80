// The script that stands in the app's page, before everything else: while the app is on its way it asks for what a first
// answer needs besides, the words of the voter's language and the bundle of the seat's region. It shows nothing and checks
// nothing; without it the same is asked for later.
import { firstPath } from '../core/guide/paths.ts';
import { type RegionTable, regionForSeat } from '../core/guide/seats/seat-region.ts';
import { askEarly } from '../io/mirror/early-answer.ts';

/** What of the page's data is read here. Nobody has checked it, as nobody has checked this script. */
interface PageData {
  /** The first 16 hex digits of the guide's id. */
  readonly id: string;
  readonly hints: RegionTable;
  /** Files of the words that a language needs first, by how browsers call it: its own, and those that stand in for it. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

try {
  begin(JSON.parse(document.getElementById('nishan')?.textContent ?? '{}') as PageData);
} catch {
  // The app asks for all of it itself, and says what is wrong.
}

function begin({ id, hints, words }: PageData): void {
  for (const path of wordsFor(words)) preload(path);
  const [, code] = /^#\/seat\/([^/?]+)/.exec(location.hash) ?? [];
  const region = code && regionForSeat(hints, code);
  // A link that names another publisher: nothing is fetched before the voter has decided (core/compare/install-link.ts).
  const [, named = id] = /[/?&]root[/=]([0-9a-f]{16})/i.exec(location.hash) ?? [];
  if (named.toLowerCase() !== id) return;
  // Where a worker answers, an earlier visit has kept the answer.
  if (region && !navigator.serviceWorker?.controller) askEarly(new URL(firstPath(region), location.href).href);
}

/** As words/languages.ts picks a language. */
function wordsFor(words: PageData['words']): readonly string[] {
  const names = Object.keys(words);
  for (const wanted of navigator.languages) {
    const tag = wanted.toLowerCase();
    const name = names.find((each) => each === tag) ?? names.find((each) => tag.startsWith(`${each}-`));
    if (name !== undefined) return words[name] ?? [];
  }
  return [];
}

/** Also where `modulepreload` is not known. */
function preload(path: string): void {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'script';
  link.crossOrigin = '';
  link.href = path;
  document.head.append(link);
}
