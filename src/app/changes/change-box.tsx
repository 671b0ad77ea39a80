// What is new on a ballot since the edition that was here before: first on the card, until the voter has seen it.
import type { RegionChange } from '../../core/ports.ts';
import { backedCandidate, symbolView } from '../candidate/candidate-sign.ts';
import { regionSign } from '../held/region-sign.ts';
import { Button } from '../kit/buttons/button.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import styles from './change-box.module.css';
import { ChangeLine } from './change-line.tsx';
import { isAbout, keyOfChange } from './change-sign.ts';
import { putChangesAway } from './changes.ts';

const shownAtOnce = 3;

interface ChangeBoxProps {
  readonly ballot: KnownBallot;
  /** The fresh ones of this ballot's contest. */
  readonly changes: readonly RegionChange[];
}

export function ChangeBox({ ballot: { card, held }, changes }: ChangeBoxProps) {
  const view = symbolView(regionSign(held), card.contest.id);
  const backed = backedCandidate(card);
  const told = view === 'never' ? changes.filter(({ kind }) => kind !== 'symbol') : changes;
  const [first] = told;
  if (!first) return null;
  const stations = told.filter(({ kind }) => kind === 'station');
  const isOwn = (change: RegionChange): boolean => backed !== null && isAbout(change, backed);
  const others = told.filter(({ kind }) => kind !== 'station');
  const lines = [...others.filter(isOwn), ...others.filter((change) => !isOwn(change))];
  const more = lines.length - shownAtOnce;
  return (
    <section class={styles.box} aria-label={t('news.title')}>
      <p class={styles.title}>
        <StateMark tone="old" />
        <b>{t('change.since', { edition: Math.min(...told.map(({ from }) => from)) })}</b>
      </p>
      {lines.slice(0, shownAtOnce).map((change, i) => (
        <ChangeLine
          key={keyOfChange(change)}
          change={change}
          isDrawn={view === 'shown'}
          isSmall={i > 0 || (backed !== null && !isOwn(change))}
        />
      ))}
      {more > 0 && (
        <Button icon="news" label={t('change.more', { n: more })} onPress={() => void go({ screen: 'news' })} />
      )}
      {stations.length > 0 && (
        <>
          <b data-change="station">{t('change.stations', { n: stations.length })}</b>
          <Button icon="pin" label={t('seat.where')} onPress={() => void go({ screen: 'places' })} />
        </>
      )}
      <Button icon="saved" label={t('change.seen')} onPress={() => putChangesAway(changes)} />
    </section>
  );
}
