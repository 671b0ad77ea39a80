// Answers in their shape, and those that any question can end in: which seat is meant, a list that is not here, nothing known.
import type { Answer, AnswerKind } from './answer-types.ts';
import type { AskedQuestion } from './asked-question.ts';
import { lines, sayList, saySeats } from './saying/say.ts';

const nothing: Omit<Answer, 'kind' | 'seats' | 'text'> = {
  candidates: [],
  holds: null,
  page: null,
  notices: [],
  events: [],
  met: [],
  warning: '',
  hasIdentity: false,
};

/** An answer of this kind; what it does not bring is empty. */
export function makeAnswer(
  kind: AnswerKind,
  seats: readonly string[],
  text: string,
  rest: Partial<Answer> = {},
): Answer {
  return { ...nothing, ...rest, kind, seats, text };
}

/** A question back: one of these seats, in their order. */
export function whichSeat(
  { asked, lexicon }: AskedQuestion,
  seats: readonly string[],
  title = lexicon.say('answer.which-seat'),
): Answer {
  return makeAnswer('choose', seats, lines(title, saySeats(asked, seats, lexicon)));
}

/** Nothing is said of a list that is not held. */
export function notHere({ asked, lexicon }: AskedQuestion, seat: string): Answer {
  return makeAnswer('seat', [seat], lines(lexicon.say('answer.not-here', { seat }), sayList(asked, lexicon)));
}

/** That the guide does not say it, and what it does say. @param first what to begin with */
export function unknown({ lexicon, asked }: AskedQuestion, first = lexicon.say('answer.unknown')): Answer {
  return makeAnswer('unknown', [], lines(first, lexicon.say('answer.knows'), sayList(asked, lexicon)));
}
