// One event: what, when by the place's clock, where, how to ask, and that it was moved or cancelled. Nobody books a place
// here: whoever wants to come sends a message from their own phone, by the publisher's link.
import { type Event, type EventTime, eventPosition, eventTime } from '../../core/guide/events.ts';
import type { Near } from '../../core/guide/meaning/near.ts';
import { clipSubject } from '../../core/guide/media.ts';
import { formatClock, formatDay } from '../../words/dates.ts';
import act from '../kit/buttons/act.module.css';
import { Content } from '../kit/content.tsx';
import { Icon, type IconName } from '../kit/icon.tsx';
import { MapAct } from '../places/way/map-act.tsx';
import { Way } from '../places/way/way.tsx';
import { t } from '../say.ts';
import { SoundButton } from '../sound/sound-button.tsx';
import { getState, getWorld } from '../world.ts';
import styles from './event-card.module.css';
import { saveEvent } from './event-file.ts';
import { placeOffset } from './open-events.ts';

interface EventCardProps {
  readonly event: Event;
  /** How far it is, where the voter said where they are. */
  readonly way?: Pick<Near<Event>, 'metres' | 'bearing'> | undefined;
  /** Says its day, where no heading above does. */
  readonly isDated?: boolean;
}

const icons: Readonly<Record<Event['kind'], IconName>> = {
  rally: 'people',
  desk: 'pencil',
  'pick-up': 'ride',
  talk: 'message',
  other: 'day',
};

/** The sign of a kind of event. */
export function eventIcon(kind: Event['kind']): IconName {
  return icons[kind];
}

export function EventCard({ event, way, isDated = false }: EventCardProps) {
  const { id, kind, title, place, text, state } = event;
  const time = eventTime(event, getWorld().now(), placeOffset());
  const isOff = state === 'cancelled';
  const look = [styles.event, styles[state ?? 'planned'], time.phase === 'past' ? styles.past : ''].join(' ');
  return (
    <li class={look} data-event={id}>
      <Changed event={event} />
      <p class={styles.kind}>
        <Icon name={icons[kind]} />
        {t(`events.${kind}`)}
        {time.phase === 'now' && <b class={styles.now}>{t('events.now')}</b>}
      </p>
      <h3 class={styles.title}>
        {isOff ? (
          <s>
            <Content of={title} />
          </s>
        ) : (
          <Content of={title} />
        )}
      </h3>
      <When event={event} time={time} isDated={isDated} />
      {place && (
        <p class={styles.line}>
          <Icon name="pin" />
          <span>
            <Content of={place} />
            {way && !isOff && <Way metres={way.metres} bearing={way.bearing} />}
          </span>
        </p>
      )}
      {text && (
        <p>
          <Content of={text} />
        </p>
      )}
      {event.sound && <SoundButton of={{ of: clipSubject.event(id), sound: event.sound }} />}
      {!isOff && time.phase !== 'past' && <Acts event={event} />}
    </li>
  );
}

/** First what whoever knew it before has to hear: that it is off, or what it was and no longer is. */
function Changed({ event: { state, was } }: { readonly event: Event }) {
  if (state !== 'moved' && state !== 'cancelled') return null;
  return (
    <p class={styles.changed}>
      <Icon name={state === 'moved' ? 'forward' : 'close'} />
      <b>{t(`events.${state}`)}</b>
      {was && Object.keys(was).length > 0 && (
        <span>
          {t('news.was')}{' '}
          <s>
            <Content of={was} />
          </s>
        </span>
      )}
    </p>
  );
}

interface WhenProps {
  readonly event: Event;
  readonly time: EventTime;
  readonly isDated: boolean;
}

function When({ event: { day, state }, time: { starts, ends }, isDated }: WhenProps) {
  const { words, head } = getState();
  const face = head?.guide.election.clock ?? '24';
  const hours =
    starts === null
      ? ''
      : ends === null
        ? t('events.from', { starts: formatClock(words, starts, face) })
        : t('seat.hours', { opens: formatClock(words, starts, face), closes: formatClock(words, ends, face) });
  if (hours === '' && !isDated) return null;
  const said = [...(isDated ? [formatDay(words, day)] : []), ...(hours === '' ? [] : [hours])].join(' · ');
  return (
    <p class={styles.line}>
      <Icon name="clock" />
      {state === 'cancelled' ? <s>{said}</s> : <b>{said}</b>}
    </p>
  );
}

function Acts({ event }: { readonly event: Event }) {
  const { link } = event;
  const position = eventPosition(event);
  return (
    <div class={`${act.acts} ${styles.acts}`}>
      <button type="button" class={act.act} onClick={() => saveEvent(event)}>
        <Icon name="day" />
        {t('events.calendar')}
      </button>
      {position && <MapAct position={position} />}
      {link && <LinkAct link={link} />}
    </div>
  );
}

/** From the voter's own phone, to whom the publisher named: what it leads to stands on it. */
function LinkAct({ link }: { readonly link: string }) {
  const isWeb = link.startsWith('https:');
  const word = link.startsWith('sms:') ? 'events.sms' : isWeb ? 'events.web' : 'events.call';
  return (
    <a class={act.act} href={link} rel="noreferrer" target={isWeb ? '_blank' : undefined}>
      <Icon name={isWeb ? 'globe' : link.startsWith('sms:') ? 'message' : 'phone'} />
      <span>
        {t(word)}{' '}
        <bdi dir="ltr" class={styles.target}>
          {isWeb ? /^https:\/\/([^/?#]*)/.exec(link)?.[1] : link.replace(/^(tel|sms):/, '')}
        </bdi>
      </span>
    </a>
  );
}
