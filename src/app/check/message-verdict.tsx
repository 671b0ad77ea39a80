// What the signed list says to a message: agrees, differs with both side by side, not on the list, or not to be made out.
// Never that a message is so or not so in the world; and where the list may be the older one, how to look for a newer.

import { useEffect, useState } from 'preact/hooks';
import type { Standing } from '../../core/answer/asked-guide.ts';
import type { Claim, ForwardCheck } from '../../core/forward/forward-types.ts';
import { pickText } from '../../core/guide/format/text.ts';
import { isOff as isListOff } from '../../core/guide/questions.ts';
import type { BallotSymbol } from '../../core/guide/symbols.ts';
import { formatDay } from '../../words/dates.ts';
import type { WordKey } from '../../words/locale.ts';
import { textDirection } from '../../words/text-direction.ts';
import { checkHere, prepareHistory } from '../ask/asked-here.ts';
import { isOverruled } from '../candidate/candidate-sign.ts';
import { CopyWarnings } from '../guides/copy-warning.tsx';
import { metHere } from '../guides/met-here.ts';
import { regionSign } from '../held/region-sign.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { SeatButton } from '../list/seat-button.tsx';
import { go } from '../navigate.ts';
import { NoticeCard } from '../news/notice-card.tsx';
import { drawAgain } from '../pictures/pictures.ts';
import { SmallPicture } from '../pictures/small-picture.tsx';
import { SymbolMark } from '../pictures/symbol.tsx';
import { plain, t } from '../say.ts';
import { type FoundCandidate, foundCandidate, prepareSearch } from '../search/find-typed.ts';
import { CandidateFound } from '../search/found-rows.tsx';
import { isBusy } from '../sync/job.ts';
import { checkNow } from '../sync/sync.ts';
import { getState } from '../world.ts';
import { agreementOf, type ListSign } from './agreement.ts';
import styles from './check.module.css';

const tones = { agrees: 'good', differs: 'bad', 'not-in-guide': 'old', unclear: 'note' } as const;

/** Draws it again once everything that is held was read. */
export function MessageVerdict({ message }: { readonly message: string }) {
  const { installs } = getState();
  useEffect(prepareSearch, [installs]);
  const [, setRead] = useState(0);
  const check = checkHere(message);
  const isUnplaced = check?.claims.some(({ holds, until }) => !holds && until === null) === true;
  // Whether it was so once is in the publisher's public history, which comes when it is asked for.
  useEffect(() => {
    if (isUnplaced) void prepareHistory().then((isNews) => isNews && setRead((count) => count + 1));
  }, [isUnplaced, installs]);
  useEffect(drawAgain, [message, check?.verdict]);
  return (
    <div class={styles.check}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message scrolls in its box, by the keys too */}
      <blockquote class={styles.message} tabIndex={0}>
        <bdi dir={textDirection(message)}>{message}</bdi>
      </blockquote>
      <CopyWarnings met={metHere({ text: message })} />
      {check ? <Verdict check={check} /> : <p role="status">{t('search.reading')}</p>}
    </div>
  );
}

function Verdict({ check }: { readonly check: ForwardCheck }) {
  const { verdict, claims, named, notices, seat, mayBeNewer } = check;
  const people = claims.length > 0 ? claims.map(({ standing }) => standing) : named;
  const found = people.flatMap(({ region, seat: code, row }) => foundCandidate(region, code, row) ?? []);
  const agreement = agreementOf(
    check,
    claims.map(({ standing }) => listSign(standing)),
  );
  const isOff = agreement === 'off';
  return (
    <>
      <Box tone={isOff ? 'old' : tones[verdict]} title={t(isOff ? 'check.unclear' : titleOf(check))} isAlert>
        {verdict !== 'unclear' && (
          <span>
            <Whose />
          </span>
        )}
        {isOff && <span>{t('check.off')}</span>}
        {verdict === 'not-in-guide' && <span>{reasonOf(check)}</span>}
        {verdict === 'unclear' && <span>{whyUnclear(check)}</span>}
        {check.votingDay !== null && <OtherDay day={check.votingDay} />}
      </Box>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {verdict === 'differs'
        ? claims.map((claim, i) => {
            const own = foundCandidate(claim.standing.region, claim.standing.seat, claim.standing.row);
            return own && <SideBySide key={`${i}`} claim={claim} found={own} />;
          })
        : found.map((each) => <CandidateFound key={`${each.card.seat.code} ${each.candidate.row}`} {...each} />)}
      {seat !== null && check.missing === null && <SeatButton code={seat} />}
      {(mayBeNewer || agreement !== 'stands') && <Newer />}
    </>
  );
}

/** "The list of 5 February from …". */
function Whose() {
  const { head, words } = getState();
  if (!head) return null;
  return <>{t('answer.list', { date: formatDay(words, head.issued), publisher: plain(head.guide.publisher.name) })}</>;
}

function OtherDay({ day }: { readonly day: string }) {
  return <b>{t('answer.forward-day', { date: formatDay(getState().words, day) })}</b>;
}

function titleOf({ verdict, hasMore }: ForwardCheck): WordKey {
  return hasMore ? 'check.more' : `check.${verdict}`;
}

/** By the list that a claim was compared with; null where it is not here any more. */
function listSign({ region, seat, row }: Standing): ListSign | null {
  const found = foundCandidate(region, seat, row);
  if (!found) return null;
  const { card, candidate, held } = found;
  return {
    sign: regionSign(held),
    isOff: isListOff(card),
    isOpen: card.contest.state === 'symbols-not-final',
    isOverruled: isOverruled(seat, candidate),
  };
}

function whyUnclear({ lacking, hasMore }: ForwardCheck): string {
  if (lacking !== null) return t('answer.not-here', { seat: lacking });
  return t(hasMore ? 'answer.forward-more' : 'answer.forward-unclear');
}

function reasonOf({ missing, seat, elsewhere }: ForwardCheck): string {
  if (missing !== null) return t('answer.forward-no-seat', { number: missing });
  const [other] = elsewhere;
  const none = t('answer.forward-no-name', { seat: seat ?? '' });
  return other === undefined ? none : `${none} ${t('answer.forward-elsewhere', { seat: other })}`;
}

/** The message's symbol struck out beside the list's. */
function SideBySide({
  claim: { said, holds, until },
  found,
}: {
  readonly claim: Claim;
  readonly found: FoundCandidate;
}) {
  const { card, candidate, held } = found;
  const symbols = said.flatMap((code) => getState().head?.symbols.get(code) ?? []);
  if (holds) return <CandidateFound {...found} />;
  return (
    <section class={styles.both} data-claim={`${card.seat.code}/${candidate.serial}`}>
      <b class={styles.name}>
        <Content of={candidate.name} />
      </b>
      <div class={styles.sides}>
        <div class={`${styles.side} ${styles.said}`}>
          <span class={styles.label}>{t('check.message')}</span>
          {symbols.slice(0, 1).map((symbol) => (
            <SmallPicture
              key={symbol.code}
              blob={symbol.picture}
              description={t('change.old-picture', { name: plain(symbol.name) })}
              isStruck
            />
          ))}
          <s>{symbols.map(({ name }) => nameOf(name)).join(' / ')}</s>
        </div>
        <Icon name="forward" />
        <div class={`${styles.side} ${styles.listed}`}>
          <span class={styles.label}>{t('check.list')}</span>
          <SymbolMark candidate={candidate} card={card} sign={regionSign(held)} size="row" />
          <b>{candidate.symbol ? <Content of={candidate.symbol.name} /> : t('candidate.no-picture')}</b>
        </div>
      </div>
      {until !== null && <p>{t('answer.forward-was', { edition: until })}</p>}
    </section>
  );
}

function nameOf(name: BallotSymbol['name']): string {
  const { words, head } = getState();
  return pickText(name, [words.language, ...(head?.guide.languages ?? [])])?.text ?? '';
}

/** How to look for a newer list. */
function Newer() {
  const { isOnline } = getState();
  return (
    <Box tone="old" title={t('answer.newer')}>
      {isOnline && <Button icon="saving" label={t('who.check-now')} onPress={() => !isBusy() && void checkNow()} />}
      <Button icon="file" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
    </Box>
  );
}
