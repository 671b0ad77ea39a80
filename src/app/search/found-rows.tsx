// What a search found, each as one large button: a candidate with what marks it on the ballot, a symbol, a polling
// station, a district.

import type { Text } from '../../core/guide/format/text.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import type { BallotSymbol } from '../../core/guide/symbols.ts';
import { regionSign } from '../held/region-sign.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import { ballotColours } from '../pictures/ballot.tsx';
import { Picture } from '../pictures/picture.tsx';
import { hasMark, SymbolMark } from '../pictures/symbol.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';
import type { FoundCandidate } from './find-typed.ts';
import { foundStation } from './find-typed.ts';
import styles from './found-rows.module.css';
import { openCandidate } from './open-candidate.ts';
import { openStation } from './open-station.ts';

/** A seat's code in its ballot's colour. */
function SeatTag({ code }: { readonly code: string }) {
  const { head } = getState();
  const seat = head && seatByCode(head.guide, code);
  return (
    <span class={styles.seat}>
      <b class={styles.code} style={seat ? ballotColours(seat) : {}}>
        <bdi>{code}</bdi>
      </b>
      {seat && (
        <span>
          <Content of={seat.name} />
        </span>
      )}
    </span>
  );
}

export function CandidateFound({ card, candidate, held }: FoundCandidate) {
  const { symbol, isWithdrawn } = candidate;
  const row = card.candidates.indexOf(candidate);
  return (
    <button
      type="button"
      class={isWithdrawn ? `${styles.row} ${styles.out}` : styles.row}
      onClick={() => void openCandidate(card.seat.code, row)}
    >
      {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={regionSign(held)} size="row" />}
      <span class={styles.names}>
        <b class={styles.name}>
          <Content of={candidate.name} />
        </b>
        {symbol && (
          <span class={styles.symbol}>
            <Content of={symbol.name} />
          </span>
        )}
        {isWithdrawn && <span class={styles.withdrawn}>{t('candidate.withdrawn')}</span>}
        <SeatTag code={card.seat.code} />
      </span>
    </button>
  );
}

export function SymbolFound({ symbol }: { readonly symbol: BallotSymbol }) {
  const { place } = getState();
  return (
    <button
      type="button"
      class={styles.row}
      onClick={() => void go({ screen: 'search', page: symbol.code, typed: place.typed })}
    >
      <span class={styles.picture}>
        <Picture blob={symbol.picture} description="" name={plain(symbol.name)} />
      </span>
      <span class={styles.names}>
        <b class={styles.name}>
          <Content of={symbol.name} otherwise={symbol.code} />
        </b>
        <span>{t('search.who-has')}</span>
      </span>
      <Icon name="forward" />
    </button>
  );
}

interface StationFoundProps {
  readonly region: string;
  readonly seat: string;
  readonly row: number;
}

export function StationFound({ region, seat, row }: StationFoundProps) {
  const place = foundStation(region, seat, row);
  if (!place) return null;
  const { number, name, address, kind } = place;
  return (
    <button type="button" class={styles.row} onClick={() => void openStation(seat, number)}>
      <Icon name="pin" />
      <span class={styles.names}>
        <b class={styles.name}>
          <bdi>{number}</bdi> · <Content of={name} />
        </b>
        <span>
          <Content of={address} />
        </span>
        {kind !== 'unknown' && <span>{t(`places.${kind}`)}</span>}
        <SeatTag code={seat} />
      </span>
    </button>
  );
}

interface DistrictFoundProps {
  readonly row: number;
  readonly name: Text | undefined;
}

export function DistrictFound({ row, name }: DistrictFoundProps) {
  const { head, place } = getState();
  const seats = head?.guide.seats.district.filter((each) => each === row).length ?? 0;
  return (
    <button
      type="button"
      class={styles.row}
      onClick={() => void go({ screen: 'list', district: row, isAnother: place.isAnother })}
    >
      <Icon name="list" />
      <span class={styles.names}>
        <b class={styles.name}>
          <Content of={name} otherwise={t('find.others')} />
        </b>
        <span>{t('find.seats', { n: seats })}</span>
      </span>
      <Icon name="forward" />
    </button>
  );
}
