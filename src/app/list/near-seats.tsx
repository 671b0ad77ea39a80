// For who does not know their seat: the seats whose polling stations are near. Perhaps, and it says so.
import { useEffect, useState } from 'preact/hooks';
import { Box } from '../kit/box.tsx';
import sheet from '../kit/sheet.module.css';
import { NearMe } from '../places/way/near-me.tsx';
import type { Found as Position } from '../places/way/position.ts';
import { Way } from '../places/way/way.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { type NearSeats as Found, findNearSeats } from './find-near-seats.ts';
import styles from './near-seats.module.css';
import { SeatButton } from './seat-button.tsx';

export function NearSeats() {
  const [here, setHere] = useState<Position | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const { head } = getState();
  useEffect(() => {
    setFound(null);
    if (!here) return;
    const leaving = new AbortController();
    void findNearSeats(here, leaving.signal).then((seats) => {
      if (!leaving.signal.aborted) setFound(seats);
    });
    return () => leaving.abort();
  }, [here]);
  const all = head?.guide.regions.length ?? 0;
  return (
    <section class={sheet.list}>
      <NearMe here={here} onFound={setHere} />
      {here && !found && <p role="status">{t('near.looking')}</p>}
      {found && found.seats.length === 0 && <Box tone="old" title={t('near.none')} isAlert />}
      {found && found.seats.length > 0 && (
        <>
          <h2>{t('near.seats')}</h2>
          <p>{t('near.seats-text')}</p>
          <ul class={sheet.list}>
            {found.seats.map(({ code, metres }) => (
              <li key={code} class={styles.seat}>
                <Way metres={metres} bearing={null} />
                <SeatButton code={code} />
              </li>
            ))}
          </ul>
        </>
      )}
      {found && found.regions < all && <p>{t('near.part', { n: found.regions, all })}</p>}
    </section>
  );
}
