// Where a seat's answer should be and is not: on its way, not on this phone, no such seat, or none was said. Each with what
// to do next.
import { useEffect, useState } from 'preact/hooks';
import { seatByCode } from '../../core/guide/questions.ts';
import { firstScreen } from '../frame/first-screen.ts';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import type { Screen } from '../routes.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { bringSeats } from './open-seat.ts';
import styles from './wait-for-seat.module.css';

/** Screens of one contest; the others are of all that the voter chose. */
const ofContest: readonly Screen[] = ['candidates', 'candidate', 'card'];

export function WaitForSeat() {
  const { place, head, isBringing } = getState();
  const codes = ofContest.includes(place.screen) && place.contest !== '' ? [place.contest] : place.seats;
  const seat = codes.join(' + ');
  if (codes.length === 0) return <Unsaid />;
  if (head !== null && !codes.some((code) => seatByCode(head.guide, code))) return <Unknown seat={seat} />;
  return isBringing ? <Coming seat={seat} /> : <NotHere seat={seat} />;
}

/** What takes longer is no longer a moment, and somebody wonders whether it still goes on. */
const slowMs = 8_000;

function Coming({ seat }: { readonly seat: string }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div class={styles.waiting} role="status">
        <h1 tabIndex={-1}>{t('seat.fetching', { seat })}</h1>
        <progress class={styles.progress} aria-label={t('app.loading')} />
        <p>{t(`progress.${getState().work?.progress?.stage ?? 'metadata'}`)}</p>
        {isSlow && <p>{t('seat.slow')}</p>}
      </div>
      {isSlow && <Button icon="file" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />}
    </>
  );
}

const find = (): void => void go({ screen: firstScreen(), seats: [] });

function Unsaid() {
  return (
    <>
      <h1 tabIndex={-1}>{t('places.ask')}</h1>
      <Button icon="ballot" label={t('find.title')} kind="main" onPress={find} />
    </>
  );
}

function Unknown({ seat }: { readonly seat: string }) {
  return (
    <>
      <h1 tabIndex={-1}>{t('find.none', { number: seat })}</h1>
      <p>{t('find.none-next')}</p>
      <Button icon="search" label={t('seat.change')} kind="main" onPress={find} />
    </>
  );
}

function NotHere({ seat }: { readonly seat: string }) {
  const { trouble, isOnline } = getState();
  const isSource = !trouble || trouble.code.startsWith('source/');
  // That the mirror did not answer is then no news.
  const isCut = isSource && !isOnline;
  return (
    <>
      <h1 tabIndex={-1}>{t('seat.not-here', { seat })}</h1>
      {isCut ? (
        <Box tone="old" title={t('trouble.offline')}>
          <span>{t('trouble.offline-next')}</span>
        </Box>
      ) : (
        isSource && <p>{t('seat.not-here-next')}</p>
      )}
      {trouble && !isCut ? (
        <TroubleBox canClose={false} />
      ) : (
        <Button icon="saving" label={t('trouble.again')} kind="main" onPress={() => void bringSeats()} />
      )}
      <Button icon="file" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
      <Button icon="search" label={t('seat.change')} onPress={find} />
    </>
  );
}
