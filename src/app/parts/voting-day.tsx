// The day and the hours of voting, by the guide's own clock and the language's months.
import { formatClock, formatDay } from '../../words/dates.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { Content } from './content.tsx';
import styles from './voting-day.module.css';

export function VotingDay() {
  const { head, words } = getState();
  if (!head) return null;
  const { date, hours, clock = '24', name } = head.guide.election;
  return (
    <div class={styles.day}>
      <span class={styles.label}>{t('seat.day')}</span>
      <b class={styles.date}>{formatDay(words, date)}</b>
      {hours && (
        <b>
          {t('seat.hours', {
            opens: formatClock(words, hours.opens, clock),
            closes: formatClock(words, hours.closes, clock),
          })}
        </b>
      )}
      <span class={styles.label}>
        <Content of={name} />
      </span>
    </div>
  );
}
