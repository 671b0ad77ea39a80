// Where to vote: the polling stations of the voter's seat, which one is really theirs, and which ones are near.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Near, nearestFirst } from '../../core/guide/meaning/near.ts';
import type { PollingPlace } from '../../core/guide/places.ts';
import { fold } from '../../core/spelling/fold.ts';
import { ChangeLine } from '../changes/change-line.tsx';
import { IdentityBox } from '../find/identity-box.tsx';
import { setTyped } from '../find/type.ts';
import { firstScreen } from '../frame/first-screen.ts';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { NearSeats } from '../list/near-seats.tsx';
import { go, stay } from '../navigate.ts';
import { BallotName } from '../pictures/ballot.tsx';
import { t } from '../say.ts';
import { type KnownBallot, voterBallots } from '../seat/voter-ballots.ts';
import { WaitForSeat } from '../seat/wait-for-seat.tsx';
import { getState } from '../world.ts';
import { DaySoon } from './day-soon.tsx';
import { Lookups } from './lookups.tsx';
import { PlaceCard } from './place-card.tsx';
import styles from './places.module.css';
import { findPlaces } from './polling-places.ts';
import { ballotWithPlaces, ownStation, usePlaces } from './use-places.ts';
import { NearMe } from './way/near-me.tsx';
import type { Found } from './way/position.ts';

const shownAtOnce = 20;
const movesAtOnce = 3;

export function Places() {
  const { place, regions, head } = getState();
  const { known } = voterBallots(place.seats, regions.values());
  const ballot = ballotWithPlaces(known);
  if (place.seats.length > 0 && known.length === 0) return <WaitForSeat />;
  return (
    <>
      <h1 tabIndex={-1}>{t('places.title')}</h1>
      <SeatsNamed known={known} />
      <DaySoon isSoon />
      <TroubleBox />
      {place.seats.length === 0 && (
        <>
          <Box tone="note" title={t('places.ask')}>
            <Button
              icon="ballot"
              label={t('find.title')}
              kind="main"
              onPress={() => void go({ screen: firstScreen() })}
            />
          </Box>
          {head && <NearSeats />}
        </>
      )}
      {ballot && <StationsMoved ballot={ballot} />}
      {ballot && <PlacesOf ballot={ballot} />}
      {known.length > 0 && !ballot && <p>{t('places.no-list')}</p>}
      <DaySoon isSoon={false} />
      {head?.hasEvents && (
        <Button icon="ride" label={t('events.title')} onPress={() => void go({ screen: 'events' })} />
      )}
      <section class={sheet.stack}>
        <h2>{t('places.lookup')}</h2>
        <Lookups />
      </section>
    </>
  );
}

/** Whose places these are: the seats, as on the card. */
function SeatsNamed({ known }: { readonly known: readonly KnownBallot[] }) {
  if (known.length === 0) return null;
  return (
    <ul class={styles.seats}>
      {known.map(({ card: { seat } }) => (
        <li key={seat.code}>
          <b>
            <bdi>{seat.code}</bdi>
          </b>{' '}
          <Content of={seat.name} /> · <BallotName seat={seat} />
        </li>
      ))}
    </ul>
  );
}

/** What is known to have moved: for a block code that was typed its own, else the newest few. */
function StationsMoved({ ballot: { card, held } }: { readonly ballot: KnownBallot }) {
  const [limit, setLimit] = useState(movesAtOnce);
  const typed = fold(getState().place.typed).replace(/ /g, '');
  const all = held.changes.filter(({ kind, contest }) => kind === 'station' && contest === card.contest.id);
  const own = all.filter(
    ({ serves }) => typed !== '' && serves?.some((code) => fold(code).replace(/ /g, '') === typed),
  );
  const shown = own.length > 0 ? own : all;
  if (shown.length === 0) return null;
  return (
    <section class={styles.moved} aria-label={t('news.station-moved')}>
      {shown.slice(0, limit).map((change, i) => (
        <ChangeLine key={`${i}`} change={change} isDrawn={false} />
      ))}
      {shown.length > limit && (
        <Button
          icon="add"
          label={t('change.more', { n: shown.length - limit })}
          onPress={() => setLimit(limit + shownAtOnce)}
        />
      )}
    </section>
  );
}

function PlacesOf({ ballot }: { readonly ballot: KnownBallot }) {
  const [here, setHere] = useState<Found | null>(null);
  const all = usePlaces(ballot);
  const mine = all && ownStation(all);
  useTop(all ? (mine?.id ?? '') : null);
  if (!all) return <Box tone="old" title={t('places.waiting')} />;
  if (!mine) return <Choice ballot={ballot} all={all} here={here} onFound={setHere} />;
  const [way] = here ? nearestFirst([mine], here) : [];
  return (
    <section class={sheet.stack}>
      <h2>{t('places.my')}</h2>
      <PlaceCard place={mine} way={way} as="div" />
      <Button icon="pencil" label={t('copy.title')} onPress={() => void go({ screen: 'copy' })} />
      <Button icon="list" label={t('places.another')} onPress={() => stay({ station: '' })} />
    </section>
  );
}

/** A list that gives way to one station leaves eye and finger far below it, and the keys nowhere. @param chosen null: not read yet */
function useTop(chosen: string | null): void {
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current !== null && before.current !== chosen) {
      scrollTo(0, 0);
      document.querySelector('h1')?.focus({ preventScroll: true });
    }
    before.current = chosen;
  }, [chosen]);
}

interface ChoiceProps {
  readonly ballot: KnownBallot;
  readonly all: readonly PollingPlace[];
  readonly here: Found | null;
  readonly onFound: (here: Found | null) => void;
}

/** Every station, or those that fit what was typed; the nearest first where the voter said where they are. */
function Choice({ ballot: { card, held }, all, here, onFound }: ChoiceProps) {
  const { place, isIdentityTyped } = getState();
  const [limit, setLimit] = useState(shownAtOnce);
  const { places, isOwn } = findPlaces(all, held.shard, card.contest.id, place.typed);
  const near = here ? nearestFirst(places, here) : null;
  const rows: readonly (PollingPlace | Near<PollingPlace>)[] = near
    ? [...near, ...places.filter(({ position }) => !position)]
    : places;
  const isMapped = all.some(({ position }) => position);
  return (
    <>
      <label class={sheet.label}>
        <b>{t('places.search')}</b>
        <input
          class={`${sheet.field} ${sheet.wide}`}
          type="search"
          value={place.typed}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      {isIdentityTyped && <IdentityBox />}
      {isMapped ? <NearMe here={here} onFound={onFound} /> : <small>{t('near.no-map')}</small>}
      {isOwn && <Box tone="good" title={t('places.yours')} />}
      <p class={styles.count}>
        <span role="status">{places.length > 0 ? t('places.found', { n: places.length }) : t('places.none')}</span>
        {!isOwn && !here && <span>{t('places.near')}</span>}
      </p>
      <ul class={sheet.stack}>
        {rows
          .slice(0, limit)
          .map((row) =>
            'place' in row ? (
              <PlaceCard key={row.place.id} place={row.place} way={row} />
            ) : (
              <PlaceCard key={row.id} place={row} />
            ),
          )}
      </ul>
      {places.length > limit && (
        <Button icon="add" label={t('places.more')} onPress={() => setLimit(limit + shownAtOnce)} />
      )}
    </>
  );
}
