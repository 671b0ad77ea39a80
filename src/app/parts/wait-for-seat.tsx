// A screen of a seat whose region is not on the phone: on its way, or what to do.
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { TroubleBox } from './trouble-box.tsx';

export function WaitForSeat() {
  const { place, isBringing } = getState();
  const seat = place.contest || place.seats.join(' + ');
  return (
    <>
      <h1 tabIndex={-1}>{t(isBringing ? 'seat.fetching' : 'seat.not-here', { seat })}</h1>
      <TroubleBox canClose={false} />
    </>
  );
}
