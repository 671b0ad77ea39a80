// Questions and messages put to what is held on this phone. Neither leaves this tab's memory.
import { answer } from '../../core/answer/answer.ts';
import type { Answer } from '../../core/answer/answer-types.ts';
import { type AskedGuide, openAskedGuide } from '../../core/answer/asked-guide.ts';
import { checkForward } from '../../core/forward/check-forward.ts';
import type { ForwardCheck } from '../../core/forward/forward-types.ts';
import type { Event } from '../../core/guide/events.ts';
import type { RegionChange } from '../../core/ports.ts';
import type { Search } from '../../core/search/search.ts';
import { openLexicon } from '../../words/asked/lexicon.ts';
import { things } from '../../words/asked/things.ts';
import { openEvents } from '../events/open-events.ts';
import { ownGuides } from '../guides/met-here.ts';
import { whatIsRead } from '../search/find-typed.ts';
import { getState, getWorld, onOtherGuide } from '../world.ts';

const noEvents: readonly Event[] = [];

const noChanges: readonly RegionChange[] = [];

interface Opened {
  readonly asked: AskedGuide;
  readonly search: Search;
  readonly shards: number;
  readonly events: readonly Event[];
  readonly told: readonly RegionChange[];
}

let opened: Opened | null = null;
/** Of the installs that they were read after; no events while they are read. */
let eventsHere: { readonly installs: number; readonly events: readonly Event[] } | null = null;
/** The publisher's public history, of the installs that it was read after. */
let historyHere: { readonly installs: number; readonly changes: readonly RegionChange[] } | null = null;

onOtherGuide(() => {
  opened = null;
  historyHere = null;
  eventsHere = null;
});

/** Reads the events that questions may ask for; answers wait for it. */
export async function prepareEvents(): Promise<void> {
  const { head, installs } = getState();
  if (eventsHere?.installs === installs) return;
  const events = head?.hasEvents ? await openEvents() : null;
  if (getState().installs === installs) eventsHere = { installs, events: events ?? [] };
}

/**
 * Reads what the publisher says of editions before, for a message that says what the list no longer says.
 * @returns whether there is anything that was not known before
 */
export async function prepareHistory(): Promise<boolean> {
  const { installs } = getState();
  if (historyHere?.installs === installs) return false;
  const { openHistory } = await import('../news/open-history.ts');
  const history = await openHistory();
  if (!history || getState().installs !== installs) return false;
  historyHere = { installs, changes: history.changes };
  return history.changes.length > 0;
}

/** The guide made ready for questions; null until every candidate that is held was read. */
function askedHere(): AskedGuide | null {
  const { head } = getState();
  const read = whatIsRead();
  if (!head || !read) return null;
  const { search, shards, changes } = read;
  const events = eventsHere?.events ?? noEvents;
  const told = historyHere?.changes ?? noChanges;
  const isSame = opened?.search === search && opened.shards === shards.length && opened.told === told;
  if (opened && isSame && opened.events === events) return opened.asked;
  const content = {
    ...head,
    shards,
    search,
    changes: [...changes, ...told],
    events,
    own: ownGuides(),
    places: new Map(),
  };
  const asked = openAskedGuide(content, things);
  opened = { asked, search, shards: shards.length, events, told };
  return asked;
}

/** @returns null while what is held is still being read */
export function answerHere(question: string): Answer | null {
  const asked = askedHere();
  const { words, head } = getState();
  if (!asked || (head?.hasEvents && !eventsHere)) return null;
  const now = getWorld().now();
  const moment = { now, deviceOffset: -now.getTimezoneOffset() };
  return answer(asked, question, openLexicon(words, asked.content.guide.languages), moment);
}

/** @returns null while what is held is still being read */
export function checkHere(message: string): ForwardCheck | null {
  const asked = askedHere();
  if (!asked) return null;
  return checkForward(asked, message, openLexicon(getState().words, asked.content.guide.languages));
}
