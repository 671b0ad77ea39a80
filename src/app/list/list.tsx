// Districts, then the seats of one: for who knows the place and not the number.
import { useEffect, useState } from 'preact/hooks';
import type { Text } from '../../core/guide/format/text.ts';
import { Ways } from '../find/ways.tsx';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import { plain, t } from '../say.ts';
import { openRegionsOf } from '../seat/open-seat.ts';
import { getState } from '../world.ts';
import styles from './list.module.css';
import { NearSeats } from './near-seats.tsx';
import { SeatButton } from './seat-button.tsx';
import { SeatChoice } from './seat-choice.tsx';
import { onOtherBallots } from './second-ballot.ts';

/** A district has a few dozen seats; a guide that says otherwise shall not stop the phone. */
const shownAtOnce = 200;

interface District {
  /** Its row in the guide; one past the last for seats without a district. */
  readonly row: number;
  readonly name: Text;
  readonly codes: readonly string[];
}

export function List() {
  const { head, place } = getState();
  const districts = readDistricts();
  const chosen =
    districts.find(({ row }) => row === place.district) ?? (districts.length === 1 ? districts[0] : undefined);
  return (
    <>
      <Ways />
      {!head && (
        <>
          <h1 tabIndex={-1}>{t('find.districts')}</h1>
          <NoGuideYet />
        </>
      )}
      {chosen ? (
        <Seats district={chosen} isOnly={districts.length === 1} />
      ) : (
        head && <Districts districts={districts} />
      )}
    </>
  );
}

function Districts({ districts }: { readonly districts: readonly District[] }) {
  const { words, place } = getState();
  const sorted = [...districts].sort((a, b) => plain(a.name).localeCompare(plain(b.name), words.language));
  return (
    <>
      <h1 tabIndex={-1}>{t('find.districts')}</h1>
      {!place.isAnother && <NearSeats />}
      <ul class={styles.list}>
        {sorted.map(({ row, name, codes }) => (
          <li key={row}>
            <button
              type="button"
              class={styles.district}
              onClick={() => void go({ screen: 'list', district: row, isAnother: place.isAnother })}
            >
              <b>
                <Content of={name} otherwise={t('find.others')} />
              </b>
              <span>{t('find.seats', { n: codes.length })}</span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Seats({ district, isOnly }: { readonly district: District; readonly isOnly: boolean }) {
  const { isAnother } = getState().place;
  const [limit, setLimit] = useState(shownAtOnce);
  return (
    <>
      <h1 tabIndex={-1}>
        {isAnother ? (
          t('seat.second')
        ) : (
          <Content of={district.name} otherwise={t(isOnly ? 'find.seat' : 'find.others')} />
        )}
      </h1>
      {isAnother ? <OtherBallot district={district} isOnly={isOnly} /> : isOnly && <NearSeats />}
      <ul class={styles.list}>
        {district.codes.slice(0, limit).map((code) => (
          <li key={code}>{isAnother ? <SeatChoice code={code} /> : <SeatButton code={code} />}</li>
        ))}
      </ul>
      {district.codes.length > limit && (
        <Button icon="add" label={t('places.more')} onPress={() => setLimit(limit + shownAtOnce)} />
      )}
    </>
  );
}

/** What is asked, and another way where the seat is not among these. */
function OtherBallot({ district, isOnly }: { readonly district: District; readonly isOnly: boolean }) {
  useEffect(() => void openRegionsOf(district.codes.slice(0, shownAtOnce)), [district.row]);
  return (
    <>
      <p>{t('find.which-pictures')}</p>
      {!isOnly && (
        <Button
          icon="list"
          label={t('find.all-districts')}
          onPress={() => void go({ screen: 'list', district: -1, isAnother: true })}
        />
      )}
    </>
  );
}

function readDistricts(): readonly District[] {
  const { head, place } = getState();
  if (!head) return [];
  const { seats, districts } = head.guide;
  const codes = new Map<number, string[]>();
  seats.code.forEach((code, i) => {
    const named = seats.district[i] ?? -1;
    const row = named < 0 ? districts.length : named;
    const own = codes.get(row);
    if (own) own.push(code);
    else codes.set(row, [code]);
  });
  const all = [...codes].map(([row, own]) => ({ row, name: districts[row] ?? {}, codes: own }));
  if (!place.isAnother) return all;
  const others = all.map((each) => ({ ...each, codes: onOtherBallots(head.guide, place.seats, each.codes) }));
  return others.filter((each) => each.codes.length > 0);
}
