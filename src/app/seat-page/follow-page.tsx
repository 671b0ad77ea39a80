// The app in the document of a seat's page: hidden at first, it fetches and verifies the list, says what it thinks of the
// page, and takes its place when the voter asks for the card.
import { render } from 'preact';
import { contestCard, homeOf, seatByCode } from '../../core/guide/questions.ts';
import type { HeldRegion } from '../../core/held/held.ts';
import { carrierWords } from '../../paper/carrier/carrier-words.ts';
import { bringAllWords } from '../language/bring-words.ts';
import { drawAgain } from '../pictures/pictures.ts';
import { getState, getWorld, isOwnGuide } from '../world.ts';
import { comparePage } from './compare-page.ts';
import { PageBar, PageBox, type PageNews, toneOf } from './page-box.tsx';
import { readSaidPage, type SaidPage } from './said-page.ts';

/** Begins, where the document is a seat's page. */
export async function followSeatPage(): Promise<void> {
  const box = document.getElementById('copy');
  const [said] = await Promise.all([readSaidPage(document), bringAllWords()]);
  if (!box || !said) return showApp();
  const bar = addBar();
  const open = (): void => void showApp();
  let drawn: unknown;
  const look = async (): Promise<void> => {
    const held = heldFor(said);
    const kind = kindOf(said, held);
    const key = kind === 'checked' ? held : kind;
    if (key === drawn || !bar.isConnected) return;
    drawn = key;
    let news: PageNews = { kind: kind === 'checked' ? 'unchecked' : kind };
    if (kind === 'checked' && held) news = { kind, verdict: await verdictOf(said, held), held };
    if (drawn !== key || !bar.isConnected) return;
    render(<PageBar news={news} onOpen={open} />, bar);
    drawBox(box, news, said);
  };
  getWorld().store.subscribe(() => void look());
  await look();
}

/** Below everything and always in sight: what comes late moves nothing that is being read. */
function addBar(): HTMLElement {
  const bar = document.createElement('div');
  bar.id = 'check';
  bar.setAttribute('role', 'status');
  document.body.append(bar);
  return bar;
}

/** In the place of what the page says of itself, once more is known. */
function drawBox(box: HTMLElement, news: PageNews, { edition }: SaidPage): void {
  const isTaken = box.style.minHeight !== '';
  const hasVerdict = news.kind === 'checked' || news.kind === 'no-seat';
  if (!hasVerdict && !isTaken) return;
  if (!isTaken) {
    // It keeps its room.
    box.style.minHeight = getComputedStyle(box).height;
    box.textContent = '';
  }
  box.className = `box ${toneOf(news)}`;
  render(<PageBox news={news} edition={edition} />, box);
  // A list that is wrong is not left to be read.
  const isWrong = news.kind === 'checked' && news.verdict.kind === 'differs';
  if (isWrong) for (const part of ['main > ol', 'main > footer']) hide(part);
}

function kindOf({ seat }: SaidPage, held: HeldRegion | null): PageNews['kind'] {
  const { head, isBringing, problems } = getState();
  // The page is of the app's own guide; another one's list says nothing of it.
  if (!isOwnGuide()) return 'unchecked';
  if (held) return problems.has(held.region) ? 'unchecked' : 'checked';
  if (isBringing) return 'checking';
  return head && !seatByCode(head.guide, seat) ? 'no-seat' : 'unchecked';
}

function heldFor({ seat }: SaidPage): HeldRegion | null {
  const { head, regions } = getState();
  const held = [...regions.values()];
  const shards = held.map(({ shard }) => shard);
  const home = head && homeOf(head.guide, shards, seat);
  return held.find(({ shard }) => shard === home) ?? null;
}

async function verdictOf(said: SaidPage, { head, shard }: HeldRegion) {
  const { guide, symbols, parties } = head;
  const card = contestCard(guide, symbols, parties, shard, said.seat);
  if (!card) throw new TypeError('a region without its contest');
  const tags = guide.languages.length > 0 ? guide.languages : ['en'];
  const words = await carrierWords(tags, guide.election.digits);
  return comparePage(said, { head, card, words, language: getState().words.language });
}

function hide(selector: string): void {
  const part = document.querySelector<HTMLElement>(selector);
  if (part) part.hidden = true;
}

const styleMs = 3_000;

/** The app takes the page's place; from here on it is as if it had begun by itself. */
async function showApp(): Promise<void> {
  const styles = [...document.querySelectorAll<HTMLLinkElement>('link[media="not all"]')];
  await Promise.all(styles.map(whenLoaded));
  for (const link of styles) link.media = 'all';
  for (const id of ['check', 'copy']) {
    const part = document.getElementById(id);
    if (part) render(null, part);
  }
  for (const part of document.querySelectorAll('style, body > main, #check')) part.remove();
  delete document.documentElement.dataset.seat;
  // Nothing was drawn while nobody could see it; it is once this task's own are done.
  drawAgain();
  await Promise.resolve();
  const app = document.getElementById('app');
  if (app) app.hidden = false;
  scrollTo(0, 0);
  app?.querySelector('h1')?.focus({ preventScroll: true });
}

function whenLoaded(link: HTMLLinkElement): Promise<void> {
  if (link.sheet) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, styleMs);
    for (const end of ['load', 'error']) link.addEventListener(end, () => resolve(), { once: true });
  });
}
