// Which component draws which screen. What the first answer needs is here; every other screen is loaded when somebody
// goes there.
import type { FunctionComponent } from 'preact';
import { bringAllWords } from './actions/words.ts';
import type { Screen } from './routes.ts';
import { Find } from './screens/find.tsx';
import { Seat } from './screens/seat.tsx';

const loaded = new Map<Screen, FunctionComponent>([
  ['find', Find],
  ['seat', Seat],
]);

const loaders: Readonly<Partial<Record<Screen, () => Promise<FunctionComponent>>>> = {
  list: () => import('./screens/list.tsx').then(({ List }) => List),
  search: () => import('./screens/search.tsx').then(({ Search }) => Search),
  candidates: () => import('./screens/candidates.tsx').then(({ Candidates }) => Candidates),
  candidate: () => import('./screens/candidate.tsx').then(({ Candidate }) => Candidate),
  alike: () => import('./screens/alike.tsx').then(({ Alike }) => Alike),
  places: () => import('./screens/places.tsx').then(({ Places }) => Places),
  day: () => import('./screens/day.tsx').then(({ Day }) => Day),
  copy: () => import('./screens/copy.tsx').then(({ Copy }) => Copy),
  guidance: () => import('./screens/guidance.tsx').then(({ Guidance }) => Guidance),
  news: () => import('./screens/news.tsx').then(({ News }) => News),
  sources: () => import('./screens/sources.tsx').then(({ Sources }) => Sources),
  hop: () => import('./screens/hop.tsx').then(({ Hop }) => Hop),
  take: () => import('./screens/take.tsx').then(({ Take }) => Take),
  give: () => import('./screens/give.tsx').then(({ Give }) => Give),
  stream: () => import('./screens/stream.tsx').then(({ Stream }) => Stream),
  scan: () => import('./screens/scan.tsx').then(({ ScanCodes }) => ScanCodes),
  slip: () => import('./screens/slip.tsx').then(({ Slip }) => Slip),
  ready: () => import('./screens/ready.tsx').then(({ Ready }) => Ready),
  who: () => import('./screens/who.tsx').then(({ Who }) => Who),
  compare: () => import('./screens/compare.tsx').then(({ Compare }) => Compare),
  kept: () => import('./screens/kept.tsx').then(({ Kept }) => Kept),
  about: () => import('./screens/about.tsx').then(({ About }) => About),
  guides: () => import('./screens/guides.tsx').then(({ Guides }) => Guides),
  language: () => import('./screens/language.tsx').then(({ Language }) => Language),
  help: () => import('./screens/help.tsx').then(({ Help }) => Help),
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
