// One polling station: its number as on the official list, who votes there, steps, address, how far, the phone's own map.
import type { Near } from '../../core/guide/meaning/near.ts';
import { nextHours, type PollingPlace } from '../../core/guide/places.ts';
import { formatClock, formatDay } from '../../words/dates.ts';
import { contestTime } from '../day/voter-time.ts';
import act from '../kit/buttons/act.module.css';
import { CopyButton } from '../kit/buttons/copy-button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { stay } from '../navigate.ts';
import { t } from '../say.ts';
import { getState, getWorld } from '../world.ts';
import styles from './place-card.module.css';
import { MapAct } from './way/map-act.tsx';
import { coordinates } from './way/map-link.ts';
import { Way } from './way/way.tsx';

interface PlaceCardProps {
  readonly place: PollingPlace;
  /** How far it is, where the voter said where they are. */
  readonly way?: Omit<Near<PollingPlace>, 'place'> | undefined;
  /** An item of a list, or the one that is the voter's. */
  readonly as?: 'li' | 'div';
}

export function PlaceCard({ place, way, as: Tag = 'li' }: PlaceCardProps) {
  const { id, number, name, address, position } = place;
  const isMine = getState().place.station === id;
  return (
    <Tag class={isMine ? `${styles.place} ${styles.mine}` : styles.place} data-station={id}>
      {number !== '' && (
        <span class={styles.number}>
          <bdi>{number}</bdi>
        </span>
      )}
      <div class={styles.facts}>
        {way && <Way metres={way.metres} bearing={way.bearing} />}
        <b class={styles.name}>
          <Content of={name} />
        </b>
        <span>
          <Content of={address} />
        </span>
        <Tags place={place} />
        <OpenHours place={place} />
        <Blocks place={place} />
      </div>
      <div class={act.acts}>
        {!isMine && (
          <button type="button" class={act.act} onClick={() => stay({ station: id })}>
            <Icon name="saved" />
            {t('places.mine')}
          </button>
        )}
        {position && <MapAct position={position} />}
      </div>
    </Tag>
  );
}

/** For who holds a block code against it, or finds it by its position. */
function Blocks({ place: { serves, position } }: { readonly place: PollingPlace }) {
  if (serves.length === 0 && !position) return null;
  return (
    <details class={styles.blocks}>
      <summary>{serves.length > 0 ? t('places.blocks') : t('places.position')}</summary>
      {serves.length > 0 && (
        <span>
          {serves.map((code) => (
            <bdi key={code}>{code}</bdi>
          ))}
        </span>
      )}
      {position && <CopyButton text={coordinates(position)} label={t('places.position')} />}
    </details>
  );
}

/** Who votes there, and whether there are steps. */
export function Tags({ place: { kind, isAccessible, ways = [] } }: { readonly place: PollingPlace }) {
  const known = (['early', 'drop-box'] as const).filter((way) => ways.includes(way));
  if (kind === 'unknown' && isAccessible === null && known.length === 0) return null;
  return (
    <span class={styles.tags}>
      {kind !== 'unknown' && <span class={styles.tag}>{t(`places.${kind}`)}</span>}
      {isAccessible !== null && (
        <span class={styles.tag}>
          {isAccessible && <Icon name="wheelchair" />}
          {t(isAccessible ? 'places.accessible' : 'places.steps')}
        </span>
      )}
      {known.map((way) => (
        <span key={way} class={styles.tag}>
          {t(`places.${way}`)}
        </span>
      ))}
    </span>
  );
}

/** When it is open today or next, where it keeps hours of its own. */
function OpenHours({ place }: { readonly place: PollingPlace }) {
  const { head, words } = getState();
  const time = place.hours ? contestTime(null) : null;
  if (!head || !time) return null;
  const today = new Date(getWorld().now().getTime() + time.offsetMinutes * 60_000).toISOString().slice(0, 10);
  const next = nextHours(place, today, time.day);
  if (!next) return null;
  const face = head.guide.election.clock ?? '24';
  return (
    <span class={styles.hours}>
      <Icon name="clock" />
      <span>
        {t('places.hours', {
          day: formatDay(words, next.day),
          opens: formatClock(words, next.opens, face),
          closes: formatClock(words, next.closes, face),
        })}
      </span>
    </span>
  );
}
