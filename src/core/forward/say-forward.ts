// A checked message in words: what it says and what the list says side by side, whose list of which day, and how to look
// for a newer one.
import type { AskedGuide, Standing } from '../answer/asked-guide.ts';
import type { Lexicon } from '../answer/lexicon.ts';
import { lines, sayCandidate, sayFinality, sayList, sayName } from '../answer/saying/say.ts';
import { sayMet } from '../answer/saying/say-met.ts';
import { sayNotice } from '../answer/saying/say-topic.ts';
import type { Claim, ForwardCheck } from './forward-types.ts';

/** @param check all of it but the text */
export function sayForward(asked: AskedGuide, check: Omit<ForwardCheck, 'text'>, lexicon: Lexicon): string {
  const { seat, mayBeNewer, notices } = check;
  const finality = sayFinality(asked, seat === null ? null : asked.listOf(seat), lexicon);
  return lines(
    sayMet(asked, check.met, lexicon),
    notices.map((notice) => sayNotice(notice, lexicon)),
    sayVerdict(asked, check, lexicon),
    check.votingDay === null ? '' : lexicon.say('answer.forward-day', { date: lexicon.day(check.votingDay) }),
    finality,
    sayList(asked, lexicon),
    mayBeNewer ? lexicon.say('answer.newer') : '',
  );
}

function sayVerdict(asked: AskedGuide, check: Omit<ForwardCheck, 'text'>, lexicon: Lexicon): readonly string[] {
  const { verdict, claims, named, missing, lacking, seat, elsewhere } = check;
  const listed = (all: readonly Standing[]): readonly string[] => all.map((each) => sayCandidate(each, lexicon));
  if (verdict === 'agrees') {
    return [lexicon.say('answer.forward-agrees'), ...listed(claims.map(({ standing }) => standing))];
  }
  if (verdict === 'differs') {
    const bySide = claims.flatMap((claim) => sideBySide(asked, claim, lexicon));
    return [lexicon.say('answer.forward-differs'), ...bySide];
  }
  if (verdict === 'not-in-guide') {
    if (missing !== null) return [lexicon.say('answer.forward-no-seat', { number: missing })];
    const also = elsewhere.map((code) => lexicon.say('answer.forward-elsewhere', { seat: code }));
    return [lexicon.say('answer.forward-no-name', { seat: seat ?? '' }), ...also];
  }
  if (lacking !== null) return [lexicon.say('answer.not-here', { seat: lacking })];
  if (check.hasMore) {
    return [lexicon.say('answer.forward-more'), ...listed(claims.map(({ standing }) => standing))];
  }
  if (named.length === 0) return [lexicon.say('answer.forward-unclear')];
  return [lexicon.say('answer.forward-unclear'), lexicon.say('answer.forward-several'), ...listed(named)];
}

function sideBySide(asked: AskedGuide, { standing, said, holds, until }: Claim, lexicon: Lexicon): readonly string[] {
  const { name, seat, symbol } = standing;
  if (holds) return [sayCandidate(standing, lexicon)];
  const names = said.map((code) => sayName(asked.content.symbols.get(code)?.name ?? {}, lexicon));
  const blanks = { name: sayName(name, lexicon), seat };
  return [
    lexicon.say('answer.forward-says', { ...blanks, symbol: names.join(' / ') }),
    symbol
      ? lexicon.say('answer.forward-lists', { ...blanks, symbol: sayName(symbol.name, lexicon) })
      : sayCandidate(standing, lexicon),
    until === null ? '' : lexicon.say('answer.forward-was', { edition: until }),
  ];
}
