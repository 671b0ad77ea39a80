// A slip to take where phones may not go: copied by hand, or printed on one page. Whom it names is the voter's choice,
// forgotten with the screen.

import { firstScreen } from '../frame/first-screen.ts';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import { WaitForSeat } from '../seat/wait-for-seat.tsx';
import { getState } from '../world.ts';
import { PaperSlip } from './paper-slip.tsx';

export function Copy() {
  const { place, regions } = getState();
  const { known } = voterBallots(place.seats, regions.values());
  if (place.seats.length > 0 && known.length === 0) return <WaitForSeat />;
  return (
    <>
      <h1 tabIndex={-1}>{t('copy.title')}</h1>
      {known.length === 0 ? (
        <>
          <p>{t('day.no-seat')}</p>
          <Button
            icon="ballot"
            label={t('find.title')}
            kind="main"
            onPress={() => void go({ screen: firstScreen() })}
          />
        </>
      ) : (
        <>
          <p>{t('copy.what')}</p>
          <Button icon="print" label={t('copy.print')} kind="main" onPress={() => print()} />
          <PaperSlip known={known} />
          <p>{t('copy.picture')}</p>
        </>
      )}
    </>
  );
}
