// Which component draws which screen. What the first answer needs is here; every other screen is loaded when somebody
// goes there.
import type { FunctionComponent } from 'preact';
import { Find } from './find/find.tsx';
import { bringAllWords } from './language/bring-words.ts';
import type { Screen } from './routes.ts';
import { Seat } from './seat/seat.tsx';

const loaded = new Map<Screen, FunctionComponent>([
  ['find', Find],
  ['seat', Seat],
]);

const loaders: Readonly<Partial<Record<Screen, () => Promise<FunctionComponent>>>> = {
  list: () => import('./list/list.tsx').then(({ List }) => List),
  search: () => import('./search/search.tsx').then(({ Search }) => Search),
  ask: () => import('./ask/ask.tsx').then(({ Ask }) => Ask),
  check: () => import('./check/check.tsx').then(({ Check }) => Check),
  candidates: () => import('./candidate/candidates.tsx').then(({ Candidates }) => Candidates),
  candidate: () => import('./candidate/candidate.tsx').then(({ Candidate }) => Candidate),
  alike: () => import('./candidate/alike.tsx').then(({ Alike }) => Alike),
  places: () => import('./places/places.tsx').then(({ Places }) => Places),
  day: () => import('./day/day.tsx').then(({ Day }) => Day),
  events: () => import('./events/events.tsx').then(({ Events }) => Events),
  copy: () => import('./slip/copy.tsx').then(({ Copy }) => Copy),
  card: () => import('./card/card.tsx').then(({ CardScreen }) => CardScreen),
  guidance: () => import('./help/guidance.tsx').then(({ Guidance }) => Guidance),
  news: () => import('./news/news.tsx').then(({ News }) => News),
  history: () => import('./news/seat-history.tsx').then(({ SeatHistory }) => SeatHistory),
  sources: () => import('./sources/sources.tsx').then(({ Sources }) => Sources),
  hop: () => import('./sources/hop.tsx').then(({ Hop }) => Hop),
  take: () => import('./take/take.tsx').then(({ Take }) => Take),
  give: () => import('./give/give.tsx').then(({ Give }) => Give),
  stream: () => import('./give/stream.tsx').then(({ Stream }) => Stream),
  scan: () => import('./scan/scan.tsx').then(({ ScanCodes }) => ScanCodes),
  slip: () => import('./slip/slip.tsx').then(({ Slip }) => Slip),
  ready: () => import('./ready/ready.tsx').then(({ Ready }) => Ready),
  who: () => import('./who/who.tsx').then(({ Who }) => Who),
  compare: () => import('./who/compare.tsx').then(({ Compare }) => Compare),
  kept: () => import('./kept/kept.tsx').then(({ Kept }) => Kept),
  wipe: () => import('./wipe/wipe.tsx').then(({ Wipe }) => Wipe),
  about: () => import('./help/about.tsx').then(({ About }) => About),
  guides: () => import('./guides/guides.tsx').then(({ Guides }) => Guides),
  language: () => import('./language/language.tsx').then(({ Language }) => Language),
  help: () => import('./help/help.tsx').then(({ Help }) => Help),
};

/** Makes a screen ready. @returns false where its part of the app cannot be had now */
export async function loadScreen(screen: Screen): Promise<boolean> {
  if (loaded.has(screen)) return true;
  const [component, hasWords] = await Promise.all([loaders[screen]?.().catch(() => null), bringAllWords()]);
  if (!component || !hasWords) return false;
  loaded.set(screen, component);
  return true;
}

/** The component of a screen that was made ready. */
export function screenOf(screen: Screen): FunctionComponent {
  return loaded.get(screen) ?? Find;
}
