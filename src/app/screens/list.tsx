// Districts, then the seats of one: for who knows the place and not the number.
import type { Text } from '../../core/guide/text.ts';
import { go } from '../actions/navigate.ts';
import { Content } from '../parts/content.tsx';
import { Icon } from '../parts/icon.tsx';
import { NearSeats } from '../parts/near-seats.tsx';
import { NoGuideYet } from '../parts/no-guide-yet.tsx';
import { SeatButton } from '../parts/seat-button.tsx';
import { Ways } from '../parts/ways.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './list.module.css';

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
      {chosen ? <Seats district={chosen} /> : head && <Districts districts={districts} />}
      {head && !chosen && !place.isAnother && <NearSeats />}
    </>
  );
}

function Districts({ districts }: { readonly districts: readonly District[] }) {
  const { words, place } = getState();
  const sorted = [...districts].sort((a, b) => plain(a.name).localeCompare(plain(b.name), words.language));
  return (
    <>
      <h1 tabIndex={-1}>{t('find.districts')}</h1>
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

function Seats({ district }: { readonly district: District }) {
  const { place } = getState();
  return (
    <>
      <h1 tabIndex={-1}>
        <Content of={district.name} otherwise={t('find.others')} />
      </h1>
      <ul class={styles.list}>
        {district.codes.map((code) => (
          <li key={code}>
            <SeatButton code={code} isAnother={place.isAnother} />
          </li>
        ))}
      </ul>
    </>
  );
}

function readDistricts(): readonly District[] {
  const { head } = getState();
  if (!head) return [];
  const { seats, districts } = head.guide;
  const codes = new Map<number, string[]>();
  seats.code.forEach((code, i) => {
    const named = seats.district[i] ?? -1;
    const row = named < 0 ? districts.length : named;
    codes.set(row, [...(codes.get(row) ?? []), code]);
  });
  return [...codes].map(([row, own]) => ({ row, name: districts[row] ?? {}, codes: own }));
}
