// The slips that are kept beside the guide, on the screen of what is kept: each until an edition contains it.
import { formatDay } from '../../words/dates.ts';
import { openSeat } from '../actions/open-seat.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { Button } from './button.tsx';

export function SlipsKept() {
  const { slips, words } = getState();
  if (slips.length === 0) return null;
  return (
    <section>
      <h2>{t('kept.slips')}</h2>
      <p>{t('kept.slips-text')}</p>
      {slips.map(({ contest, edition, issued }) => (
        <Button
          key={contest}
          icon="ballot"
          label={`${contest} · ${t('slip.edition', { edition, date: formatDay(words, issued) })}`}
          onPress={() => void openSeat(contest)}
        />
      ))}
    </section>
  );
}
