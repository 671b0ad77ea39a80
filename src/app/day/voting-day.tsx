// The day and the hours of voting, counted down by the guide's own clock: days, then hours; open now; ended; over.
import type { VotingTime } from '../../core/guide/meaning/voting-time.ts';
import { formatClock, formatDay } from '../../words/dates.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';
import { sayTimeUntil } from './time-until.ts';
import { useMinutes } from './use-minutes.ts';
import { sayPhase, voterTime } from './voter-time.ts';
import styles from './voting-day.module.css';

interface VotingDayProps {
  /** Leads to the day's own screen. */
  readonly isLink?: boolean;
}

export function VotingDay({ isLink = false }: VotingDayProps) {
  useMinutes();
  const { head, place, regions } = getState();
  const time = voterTime(voterBallots(place.seats, regions.values()).known);
  if (!head || !time) return null;
  const look = `${styles.day} ${styles[time.phase]}`;
  if (!isLink) {
    return (
      <div class={look}>
        <Facts time={time} />
        <span class={styles.label}>
          <Content of={head.guide.election.name} />
        </span>
      </div>
    );
  }
  return (
    <button type="button" class={`${look} ${styles.link}`} onClick={openDay}>
      <span class={styles.facts}>
        <span class={styles.label}>{t('seat.day')}</span>
        <Facts time={time} />
      </span>
      <Icon name="forward" />
    </button>
  );
}

function openDay(): void {
  void go({ screen: 'day' });
}

function Facts({ time }: { readonly time: VotingTime }) {
  const { words } = getState();
  const { phase, day, daysLeft, opensMs, closesMs } = time;
  const isDated = phase !== 'postponed' && phase !== 'off';
  return (
    <>
      <b class={styles.lead}>{sayPhase(time)}</b>
      {isDated && <b>{formatDay(words, day)}</b>}
      {(phase === 'before' || phase === 'open') && <Hours isOpen={phase === 'open'} />}
      {phase === 'before' && daysLeft < 2 && opensMs !== null && (
        <span>{t('day.opens-in', { time: sayTimeUntil(opensMs) })}</span>
      )}
      {phase === 'open' && closesMs !== null && <span>{t('day.left', { time: sayTimeUntil(closesMs) })}</span>}
      {(phase === 'over' || phase === 'postponed') && <span>{t(`phase.${phase}-text`)}</span>}
    </>
  );
}

function Hours({ isOpen }: { readonly isOpen: boolean }) {
  const { head, words } = getState();
  const { hours, clock = '24' } = head?.guide.election ?? {};
  if (!hours) return null;
  const closes = formatClock(words, hours.closes, clock);
  return (
    <b>
      {isOpen ? t('day.until', { closes }) : t('seat.hours', { opens: formatClock(words, hours.opens, clock), closes })}
    </b>
  );
}
