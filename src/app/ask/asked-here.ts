// Questions and messages put to what is held on this phone. Neither leaves this tab's memory.
import { answer } from '../../core/answer/answer.ts';
import type { Answer } from '../../core/answer/answer-types.ts';
import { type AskedGuide, openAskedGuide } from '../../core/answer/asked-guide.ts';
import { checkForward } from '../../core/forward/check-forward.ts';
import type { ForwardCheck } from '../../core/forward/forward-types.ts';
import type { Search } from '../../core/search/search.ts';
import { openLexicon } from '../../words/lexicon.ts';
import { things } from '../../words/things.ts';
import { whatIsRead } from '../search/find-typed.ts';
import { getState, getWorld, onOtherGuide } from '../world.ts';

let opened: { readonly asked: AskedGuide; readonly search: Search; readonly shards: number } | null = null;

onOtherGuide(() => {
  opened = null;
});

/** The guide made ready for questions; null until every candidate that is held was read. */
function askedHere(): AskedGuide | null {
  const { head } = getState();
  const read = whatIsRead();
  if (!head || !read) return null;
  const { search, shards, changes } = read;
  if (opened?.search === search && opened.shards === shards.length) return opened.asked;
  const asked = openAskedGuide({ ...head, shards, search, changes, places: new Map() }, things);
  opened = { asked, search, shards: shards.length };
  return asked;
}

/** @returns null while what is held is still being read */
export function answerHere(question: string): Answer | null {
  const asked = askedHere();
  if (!asked) return null;
  const { words } = getState();
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
