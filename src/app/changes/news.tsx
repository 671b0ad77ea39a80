// What changed between the editions that were here, the voter's own seats first; then what the publisher says, newest first.
import { useEffect, useState } from 'preact/hooks';
import type { Notice } from '../../core/guide/pages.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import type { RegionChange } from '../../core/ports.ts';
import { formatMoment } from '../../words/dates.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Button } from '../kit/button.tsx';
import { Content } from '../kit/content.tsx';
import { drawAgain } from '../pictures/pictures.ts';
import { plain, t } from '../say.ts';
import { openSeat } from '../seat/open-seat.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import { checkNow, isBusy } from '../sync/sync.ts';
import { getState, getWorld } from '../world.ts';
import { ChangeList } from './change-list.tsx';
import { changesByContest, noticeOf } from './change-sign.ts';
import { allChanges } from './changes.ts';
import styles from './news.module.css';
import { NoticeFacts } from './notice-facts.tsx';

const seatsAtOnce = 20;

export function News() {
  const { head, installs, problems } = getState();
  const [changes, setChanges] = useState<readonly RegionChange[]>([]);
  const [isAll, setAll] = useState(false);
  const [limit, setLimit] = useState(seatsAtOnce);
  useEffect(() => void allChanges().then(setChanges), [installs, problems]);
  // What is drawn here came after the page was: its pictures have to be asked for.
  useEffect(drawAgain, [changes, isAll, limit]);
  const chosen = chosenContests();
  const own = changes.filter(({ contest }) => chosen.has(contest));
  const others = changes.filter(({ contest }) => !chosen.has(contest));
  const shown = isAll ? [...own, ...others] : own;
  const all = [...(head?.notices ?? [])].sort((a, b) => (a.at < b.at ? 1 : -1));
  const told = new Set(shown.map((change) => noticeOf(change, all)));
  const notices = all.filter((notice) => !told.has(notice));
  return (
    <>
      <h1 tabIndex={-1}>{t('news.title')}</h1>
      {!head && <NoGuideYet />}
      {head && notices.length + changes.length === 0 && (
        <>
          <p>{t('news.none')}</p>
          <Button icon="saving" label={t('who.check-now')} onPress={() => !isBusy() && void checkNow()} />
        </>
      )}
      {own.length > 0 && <h2>{t('change.yours')}</h2>}
      <ChangeList changes={own} notices={all} limit={own.length} />
      {others.length > 0 && (
        <Button
          icon="list"
          label={`${t('change.all')} · ${others.length}`}
          isOn={isAll}
          onPress={() => setAll(!isAll)}
        />
      )}
      {isAll && <ChangeList changes={others} notices={all} limit={limit} />}
      {isAll && changesByContest(others).size > limit && (
        <Button icon="add" label={t('places.more')} onPress={() => setLimit(limit + seatsAtOnce)} />
      )}
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </>
  );
}

/** The contests of the voter's ballots: chosen, joined to the chosen ones, or remembered. */
function chosenContests(): ReadonlySet<string> {
  const { place, voters, regions } = getState();
  const seats = place.seats.length > 0 ? place.seats : voters.flat();
  return new Set([...seats, ...voterBallots(seats, regions.values()).known.map(({ card }) => card.contest.id)]);
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { head, words } = getState();
  const { kind, at, title, text, was, is, contest, counterfeit } = notice;
  const clock = head?.guide.election.clock ?? '24';
  const hasSeat = contest !== undefined && head && seatByCode(head.guide, contest);
  const copy = counterfeit?.link ?? counterfeit?.fingerprint ?? counterfeit?.sha256;
  return (
    <article class={`${styles.notice} ${styles[kind] ?? ''}`}>
      <p class={styles.kind}>
        <b>{t(`news.${kind}`)}</b>
        <span>{formatMoment(words, at, clock, getWorld().now().getTimezoneOffset())}</span>
      </p>
      <h2>
        <Content of={title} />
      </h2>
      {(was ?? is) && (
        <p class={styles.change}>
          {was && (
            <span class={styles.was}>
              <span>{t('news.was')}</span>
              <s>
                <Content of={was} />
              </s>
            </span>
          )}
          {is && (
            <span class={styles.is}>
              <span>{t('news.is')}</span>
              <b>
                <Content of={is} />
              </b>
            </span>
          )}
        </p>
      )}
      {text && (
        <p>
          <Content of={text} />
        </p>
      )}
      {copy && <p>{t('news.counterfeit-text', { name: plain(head?.guide.publisher.name), link: copy })}</p>}
      <NoticeFacts notice={notice} />
      {hasSeat && (
        <Button icon="ballot" label={t('news.to-seat', { seat: contest })} onPress={() => void openSeat(contest)} />
      )}
    </article>
  );
}
