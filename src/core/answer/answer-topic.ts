// What is asked of no candidate: the day, the place, what to bring, what the publisher told of, and what a guide does not say.
import type { Answer } from './answer-types.ts';
import type { AskedQuestion } from './asked-question.ts';
import { makeAnswer, unknown, whichSeat } from './make-answer.ts';
import { fitNotices } from './reading/fit-notice.ts';
import { lines, sayList } from './saying/say.ts';
import { sayNotice, sayPage, sayStations, sayVotingTime } from './saying/say-topic.ts';

/** A rumour, or a question of no seat and nobody, by what the publisher told of it. @returns null where no notice fits */
export function answerByNotice({ asked, reading, seats, cues, names, lexicon }: AskedQuestion): Answer | null {
  if (!cues.has('claim') && (names.best.length > 0 || seats.length > 0)) return null;
  const said = reading.words.filter((_, at) => !reading.isNoise[at]);
  const fitting = fitNotices(asked.content.notices, said, reading.seats);
  const [first] = fitting;
  if (!first) return null;
  const own = first.contest === undefined ? [] : [first.contest];
  return makeAnswer('notice', own, lines(sayNotice(first, lexicon), sayList(asked, lexicon)), { notices: fitting });
}

/** What is asked of no candidate: the day, the place, what to bring, and what a guide does not say. */
export function answerTopic(q: AskedQuestion): Answer | null {
  const { cues, lexicon } = q;
  if (cues.has('opinion')) return unknown(q, lexicon.say('answer.opinion'));
  if (cues.has('bring')) return page(q, 'bring');
  if (cues.has('station')) return answerPlace(q);
  if (cues.has('when')) return when(q);
  if (cues.has('how')) return page(q, 'steps');
  return null;
}

function page({ asked, lexicon, seats }: AskedQuestion, kind: 'bring' | 'steps'): Answer {
  const { pages } = asked.content;
  const own = pages.find((each) => each.kind === kind) ?? pages.find((each) => each.kind === 'steps') ?? null;
  const about = seats.length === 1 ? seats : [];
  if (!own) return makeAnswer('bring', about, lexicon.say('answer.bring-unsaid'));
  return makeAnswer('bring', about, lines(sayPage(own, lexicon), sayList(asked, lexicon)), { page: own });
}

function when({ asked, lexicon, seats, moment }: AskedQuestion): Answer {
  const own = seats.length === 1 ? seats : [];
  return makeAnswer('when', own, lines(sayVotingTime(asked, own[0] ?? null, lexicon, moment), sayList(asked, lexicon)));
}

/** Where the seat that is meant votes, by the stations that the question's words fit. */
export function answerPlace(q: AskedQuestion): Answer {
  const { asked, lexicon, seats, reading } = q;
  if (seats.length > 1) return whichSeat(q, seats);
  const said = reading.words.filter((_, at) => !reading.isNoise[at]);
  const { text, seat } = sayStations(asked, seats[0] ?? null, said, lexicon);
  return makeAnswer('place', seat === null ? [] : [seat], lines(text, sayList(asked, lexicon)));
}
