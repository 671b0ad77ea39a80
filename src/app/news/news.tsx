// What changed between the editions that were here, the voter's own seats first; then what the publisher says, newest first.
import { useEffect, useState } from 'preact/hooks';
import type { RegionChange } from '../../core/ports.ts';
import { ChangeList } from '../changes/change-list.tsx';
import { changesByContest, noticeOf } from '../changes/change-sign.ts';
import { allChanges } from '../changes/changes.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { drawAgain } from '../pictures/pictures.ts';
import { t } from '../say.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import { isBusy } from '../sync/job.ts';
import { checkNow } from '../sync/sync.ts';
import { getState } from '../world.ts';
import { NoticeCard } from './notice-card.tsx';

const seatsAtOnce = 20;
const noticesAtOnce = 50;

export function News() {
  const { head, installs, problems } = getState();
  const [changes, setChanges] = useState<readonly RegionChange[]>([]);
  const [isAll, setAll] = useState(false);
  const [limit, setLimit] = useState(seatsAtOnce);
  const [noticeLimit, setNoticeLimit] = useState(noticesAtOnce);
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
      {notices.slice(0, noticeLimit).map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {notices.length > noticeLimit && (
        <Button icon="add" label={t('places.more')} onPress={() => setNoticeLimit(noticeLimit + noticesAtOnce)} />
      )}
      {head && <Button icon="check" label={t('check.title')} onPress={() => void go({ screen: 'check' })} />}
    </>
  );
}

/** The contests of the voter's ballots: chosen, joined to the chosen ones, or remembered. */
function chosenContests(): ReadonlySet<string> {
  const { place, voters, regions } = getState();
  const seats = place.seats.length > 0 ? place.seats : voters.flat();
  return new Set([...seats, ...voterBallots(seats, regions.values()).known.map(({ card }) => card.contest.id)]);
}
