// A seat to choose: the ballot's colour and name, the seat's code and place, as one large button.
import type { ComponentChildren } from 'preact';
import { type Seat, seatByCode } from '../../core/guide/questions.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { BallotName, ballotColours } from '../pictures/ballot.tsx';
import { openSeat } from '../seat/open-seat.ts';
import { getState } from '../world.ts';
import styles from './seat-button.module.css';

interface SeatButtonProps {
  readonly code: string;
  /** It is another ballot of the voter whose seats are chosen already. */
  readonly isAnother?: boolean;
  /** One of a few side by side, instead of a row. */
  readonly isTile?: boolean;
  /** What stands below, in the same button. */
  readonly children?: ComponentChildren;
}

export function SeatButton({ code, isAnother = false, isTile = false, children }: SeatButtonProps) {
  const { head } = getState();
  const seat: Seat | null = head && seatByCode(head.guide, code);
  return (
    <button
      type="button"
      class={isTile ? `${styles.seat} ${styles.tile}` : children ? `${styles.seat} ${styles.tall}` : styles.seat}
      style={seat ? ballotColours(seat) : {}}
      onClick={() => void openSeat(code, isAnother)}
    >
      <span class={styles.code}>
        <bdi>{code}</bdi>
      </span>
      <span class={styles.names}>
        {seat && (
          <b>
            <Content of={seat.name} />
          </b>
        )}
        {seat && <BallotName seat={seat} />}
      </span>
      {!isTile && <Icon name="forward" />}
      {children && <span class={styles.below}>{children}</span>}
    </button>
  );
}
