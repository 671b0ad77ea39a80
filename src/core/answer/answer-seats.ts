// A seat's whole list: each candidate with the symbol, and who backs whom.
import type { Answer } from './answer-types.ts';
import type { AskedQuestion } from './asked-question.ts';
import { makeAnswer, notHere, whichSeat } from './make-answer.ts';
import { lines, sayFinality, sayList, sayName, sayPair, saySeat } from './saying/say.ts';

/** The one seat that is meant, with everybody on its list; a question back where there are several. */
export function answerSeats(q: AskedQuestion): Answer {
  const { asked, lexicon, seats } = q;
  const [seat] = seats;
  if (seat === undefined || seats.length > 1) return whichSeat(q, seats);
  const list = asked.listOf(seat);
  if (!list) return notHere(q, seat);
  const { standing, endorsements } = list;
  const titleKey = list.contest.kind === 'list' ? 'answer.seat-lists' : 'answer.seat';
  const title = lexicon.say(titleKey, { seat: saySeat(asked, seat, lexicon), n: standing.length });
  const backed = endorsements.flatMap(({ by, serial }) => {
    const who = asked.content.guide.endorsers?.find(({ id }) => id === by);
    const own = standing.find((each) => each.serial === serial);
    return who && own
      ? [lexicon.say('answer.backed', { who: sayName(who.name, lexicon), name: sayName(own.name, lexicon) })]
      : [];
  });
  const pairs = standing.map((each) => sayPair(each, lexicon));
  return makeAnswer(
    'seat',
    [seat],
    lines(title, backed, pairs, sayFinality(asked, list, lexicon), sayList(asked, lexicon)),
  );
}
