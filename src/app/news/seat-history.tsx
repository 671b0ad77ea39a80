// What changed in the voter's seats since the first edition, as the publisher says in public; where that cannot be had, what this
// phone saw by itself.
import { useEffect, useState } from 'preact/hooks';
import { type History, type HistoryChange, issuedOf } from '../../core/guide/history.ts';
import type { RegionChange } from '../../core/ports.ts';
import { formatDay } from '../../words/dates.ts';
import { ChangeLine } from '../changes/change-line.tsx';
import styles from '../changes/change-list.module.css';
import { allChanges } from '../changes/changes.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { screenSign } from '../held/region-sign.ts';
import { Box } from '../kit/box.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { drawAgain } from '../pictures/pictures.ts';
import { plain, t } from '../say.ts';
import { type KnownBallot, voterBallots } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';
import { WhyLines } from './notice-facts.tsx';
import { openHistory } from './open-history.ts';

/** What was read: the public history, or null and what this phone saw. */
interface Told {
  readonly history: History | null;
  readonly changes: readonly HistoryChange[];
}

export function SeatHistory() {
  const { place, regions, installs, isOnline } = getState();
  const { known } = voterBallots(place.seats, regions.values());
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => void readTold().then(setTold), [installs, isOnline]);
  useEffect(drawAgain, [told]);
  return (
    <>
      <h1 tabIndex={-1}>{t('history.title')}</h1>
      {known.length === 0 && <NoGuideYet />}
      {known.length > 0 && !told && <p role="status">{t('search.reading')}</p>}
      {told && !told.history && <Box tone="note" title={t('history.absent')} />}
      {told && known.map((ballot) => <OfSeat key={ballot.card.seat.code} ballot={ballot} told={told} />)}
      {told?.history && <Foot history={told.history} name={plain(known[0]?.held.head.guide.publisher.name)} />}
    </>
  );
}

async function readTold(): Promise<Told> {
  const history = await openHistory();
  return { history, changes: history ? history.changes : await allChanges() };
}

function OfSeat({ ballot: { card }, told }: { readonly ballot: KnownBallot; readonly told: Told }) {
  const sign = screenSign();
  const own = told.changes.filter(
    ({ contest, kind }) => contest === card.contest.id && (kind !== 'symbol' || sign?.symbols !== 'never'),
  );
  return (
    <article class={own.length > 0 ? styles.seat : `${styles.seat} ${styles.quiet}`} data-seat={card.seat.code}>
      <h2 class={styles.head}>
        <bdi>{card.seat.code}</bdi> <Content of={card.seat.name} />
      </h2>
      {own.length === 0 && <p>{t(told.history ? 'history.none' : 'news.none')}</p>}
      {own.map((change, i) => (
        <div class={styles.item} key={`${i}`}>
          {change.edition !== own[i - 1]?.edition && <OfEdition change={change} history={told.history} />}
          <ChangeLine change={change} isDrawn={sign?.symbols === 'shown'} isSmall />
          <WhyLines {...change} />
        </div>
      ))}
    </article>
  );
}

/** Its number and, where the history knows it, its day. */
function OfEdition({
  change: { edition },
  history,
}: {
  readonly change: RegionChange;
  readonly history: History | null;
}) {
  const issued = history && issuedOf(history, edition);
  return (
    <span class={sheet.soft}>
      {t('change.edition', { edition })}
      {issued !== null && <> · {formatDay(getState().words, issued.slice(0, 10))}</>}
    </span>
  );
}

/** Whose word it is, since when, and what it leaves out. */
function Foot({ history: { editions }, name }: { readonly history: History; readonly name: string }) {
  const first = editions[editions.length - 1];
  const hasGaps = editions.some(({ more, unknown }) => more !== undefined || unknown === true);
  if (!first) return null;
  const date = formatDay(getState().words, first.issued.slice(0, 10));
  return (
    <>
      <p>{t('history.since', { name, edition: first.edition, date })}</p>
      {hasGaps && <p>{t('history.gaps')}</p>}
    </>
  );
}
