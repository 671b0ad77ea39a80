// The one script of a seat's page: begins the app in the same document, hidden below the page, and takes the seat out of the
// address. It checks nothing and draws nothing: the app, once it has the signed list, says what it thinks of the page.
import './page.css';

/** What `nishan build` writes before this script: the app's data and files. */
declare const nishanPage: {
  /** What the app's own page carries: the first root and the hints, as JSON. */
  readonly guide: string;
  /** The app's script and styles, below the mirror. */
  readonly script: string;
  readonly styles: readonly string[];
  /** What it asks for next. */
  readonly scripts: readonly string[];
};

/** A picture that hangs does not keep the app. */
const longestMs = 3_000;

begin();

function begin(): void {
  const seat = document.documentElement.dataset.seat;
  if (seat === undefined) return;
  // They are relative to an address that is about to change.
  for (const link of document.querySelectorAll('a')) link.setAttribute('href', link.href);
  history.replaceState({ screen: 'seat', seats: [seat] }, '', '../#/seat');
  const data = document.createElement('div');
  data.id = 'nishan';
  data.hidden = true;
  data.textContent = nishanPage.guide;
  const app = document.createElement('div');
  app.id = 'app';
  app.hidden = true;
  document.body.append(data, app);
  whenSeen(load);
}

/** The page comes first: its symbols share the link with the app, and its first painting the processor. */
function whenSeen(next: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    next();
  };
  const painted = (): void => void requestAnimationFrame(() => setTimeout(once));
  if (document.readyState === 'complete') painted();
  else addEventListener('load', painted);
  setTimeout(once, longestMs);
}

function load(): void {
  for (const path of nishanPage.scripts) document.head.append(early(path));
  for (const path of nishanPage.styles) document.head.append(laterStyle(path));
  void import(/* @vite-ignore */ `../${nishanPage.script}`);
}

/** Asked for now: the app asks for it as soon as it runs. */
function early(path: string): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = path;
  return link;
}

/** Fetched now, and applied when the app is shown. */
function laterStyle(path: string): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.media = 'not all';
  link.href = path;
  return link;
}
