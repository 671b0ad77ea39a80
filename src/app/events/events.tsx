// Where people meet: rallies, desks, pick-up points for the way to the station, talks. By day, or the nearest first; those
// of the voter's own seats before all others.
import { useState } from 'preact/hooks';
import { type Event, eventPosition, eventTime, isEventFor, sortEvents } from '../../core/guide/events.ts';
import { nearestFirst } from '../../core/guide/meaning/near.ts';
import { fold } from '../../core/spelling/fold.ts';
import { formatDay } from '../../words/dates.ts';
import { useMinutes } from '../day/use-minutes.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Icon } from '../kit/icon.tsx';
import sheet from '../kit/sheet.module.css';
import { NearMe } from '../places/way/near-me.tsx';
import type { Found } from '../places/way/position.ts';
import { t } from '../say.ts';
import { isBusy } from '../sync/job.ts';
import { checkNow } from '../sync/sync.ts';
import { getState, getWorld } from '../world.ts';
import { EventCard, eventIcon } from './event-card.tsx';
import styles from './events.module.css';
import { ownAudience, placeOffset, useEvents } from './open-events.ts';

const shownAtOnce = 20;
/** Fewer are looked through faster than words are typed. */
const leastToSearch = 8;
const kinds: readonly Event['kind'][] = ['pick-up', 'rally', 'desk', 'talk', 'other'];

export function Events() {
  useMinutes();
  const { head } = getState();
  const events = useEvents();
  return (
    <>
      <h1 tabIndex={-1}>{t('events.title')}</h1>
      {!head && <NoGuideYet />}
      <TroubleBox />
      {head && events === undefined && <p role="status">{t('app.loading')}</p>}
      {head && events !== undefined && <Held events={events} />}
    </>
  );
}

function Held({ events }: { readonly events: readonly Event[] | null }) {
  if (events && events.length > 0) return <All events={events} />;
  const isComing = events === null && getState().head?.hasEvents === true;
  return (
    <>
      {isComing ? <Box tone="old" title={t('events.waiting')} /> : <p>{t('events.none')}</p>}
      <Button icon="saving" label={t('who.check-now')} onPress={() => !isBusy() && void checkNow()} />
    </>
  );
}

/** The voter's own first; the others, and the past ones, behind a button. */
function All({ events }: { readonly events: readonly Event[] }) {
  const { place } = getState();
  const [isAll, setAll] = useState(false);
  const [isPast, setPast] = useState(false);
  const { coming, past } = sortEvents(events, getWorld().now(), placeOffset());
  const audience = ownAudience();
  const hasSeat = place.seats.length > 0;
  const isMine = (event: Event): boolean => !hasSeat || isEventFor(event, audience);
  const mine = coming.filter(isMine);
  const shown = isAll ? coming : mine;
  return (
    <>
      {hasSeat && (
        <p class={styles.seats}>
          {t('events.for')}{' '}
          {audience.seats.map((code, i) => (
            <b key={code}>
              {i > 0 && ' · '}
              <bdi>{code}</bdi>
            </b>
          ))}
        </p>
      )}
      {shown.length > 0 ? <Choice events={shown} /> : <p>{t('events.none')}</p>}
      {mine.length < coming.length && (
        <Button
          icon="list"
          label={`${t('events.all')} · ${coming.length}`}
          isOn={isAll}
          onPress={() => setAll(!isAll)}
        />
      )}
      {past.some(isMine) && (
        <Button
          icon="clock"
          label={`${t('events.past')} · ${past.filter(isMine).length}`}
          isOn={isPast}
          onPress={() => setPast(!isPast)}
        />
      )}
      {isPast && <Cards events={past.filter(isMine)} />}
    </>
  );
}

/** Those that fit the chosen kind and what was typed; the nearest first where the voter said where they are. */
function Choice({ events }: { readonly events: readonly Event[] }) {
  const [kind, setKind] = useState<Event['kind'] | null>(null);
  const [typed, setTyped] = useState('');
  const [here, setHere] = useState<Found | null>(null);
  const there = kinds.filter((each) => events.some((event) => event.kind === each));
  // The last one of its kind may have passed while the screen was open.
  const chosen = kind !== null && there.includes(kind) ? kind : null;
  const words = fold(typed).split(' ');
  const fits = (event: Event): boolean => {
    const texts = [event.title, event.place, event.text].flatMap((text) => Object.values(text ?? {}).map(fold));
    return (
      (chosen === null || event.kind === chosen) && words.every((word) => texts.some((text) => text.includes(word)))
    );
  };
  const fitting = events.filter(fits);
  return (
    <>
      {there.length > 1 && (
        <div class={styles.kinds}>
          {there.map((each) => (
            <button
              type="button"
              key={each}
              class={styles.kind}
              aria-pressed={each === chosen}
              onClick={() => setKind(each === chosen ? null : each)}
            >
              <Icon name={eventIcon(each)} />
              {t(`events.${each}`)}
            </button>
          ))}
        </div>
      )}
      {events.length >= leastToSearch && (
        <label class={sheet.label}>
          <b>{t('events.search')}</b>
          <input
            class={sheet.field}
            type="search"
            value={typed}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      )}
      {events.some(eventPosition) && <NearMe here={here} onFound={setHere} what="event" />}
      {fitting.length === 0 && <p role="status">{t('events.none')}</p>}
      {here ? <ByWay events={fitting} here={here} /> : <ByDay events={fitting} />}
    </>
  );
}

function ByWay({ events, here }: { readonly events: readonly Event[]; readonly here: Found }) {
  const placed = events.map((event) => ({ event, position: eventPosition(event) }));
  const near = nearestFirst(placed, here);
  return (
    <ul class={sheet.list}>
      {near.map(({ place: { event }, metres, bearing }) => (
        <EventCard key={event.id} event={event} way={{ metres, bearing }} isDated />
      ))}
      {placed.map(({ event, position }) => position === null && <EventCard key={event.id} event={event} isDated />)}
    </ul>
  );
}

function ByDay({ events }: { readonly events: readonly Event[] }) {
  const [limit, setLimit] = useState(shownAtOnce);
  const days = new Map<string, Event[]>();
  for (const event of events.slice(0, limit)) days.set(event.day, [...(days.get(event.day) ?? []), event]);
  return (
    <>
      {[...days].map(([day, own]) => (
        <section key={day} class={sheet.list}>
          <h2>{sayEventDay(own[0] as Event)}</h2>
          <ul class={sheet.list}>
            {own.map((event) => (
              <EventCard key={event.id} event={event} />
            ))}
          </ul>
        </section>
      ))}
      {events.length > limit && (
        <Button icon="add" label={t('places.more')} onPress={() => setLimit(limit + shownAtOnce)} />
      )}
    </>
  );
}

/** "Tomorrow · 8 February 2027". */
function sayEventDay(event: Event): string {
  const { daysLeft } = eventTime(event, getWorld().now(), placeOffset());
  const date = formatDay(getState().words, event.day);
  if (daysLeft < 0) return date;
  return `${daysLeft > 1 ? t('day.in', { n: daysLeft }) : t(daysLeft === 1 ? 'day.tomorrow' : 'phase.today')} · ${date}`;
}

function Cards({ events }: { readonly events: readonly Event[] }) {
  return (
    <ul class={sheet.list}>
      {events.map((event) => (
        <EventCard key={event.id} event={event} isDated />
      ))}
    </ul>
  );
}
