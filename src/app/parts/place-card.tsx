// One polling station: its number as on the official list, who votes there, steps, address, the phone's own map.
import type { PollingPlace } from '../../core/guide/places.ts';
import { t } from '../say.ts';
import { Content } from './content.tsx';
import { Icon } from './icon.tsx';
import styles from './place-card.module.css';

export function PlaceCard({ place }: { readonly place: PollingPlace }) {
  const { number, name, kind, address, position, isAccessible, serves } = place;
  return (
    <li class={styles.place}>
      <span class={styles.number}>
        <bdi>{number}</bdi>
      </span>
      <div class={styles.facts}>
        <b class={styles.name}>
          <Content of={name} />
        </b>
        <span>
          <Content of={address} />
        </span>
        <span class={styles.tags}>
          {kind !== 'unknown' && <span class={styles.tag}>{t(`places.${kind}`)}</span>}
          {isAccessible !== null && (
            <span class={styles.tag}>
              {isAccessible && <Icon name="wheelchair" />}
              {t(isAccessible ? 'places.accessible' : 'places.steps')}
            </span>
          )}
        </span>
        <div class={styles.more}>
          {position && (
            <a class={styles.map} href={mapLink(position)}>
              <Icon name="pin" />
              {t('places.map')}
            </a>
          )}
          {serves.length > 0 && (
            <details class={styles.blocks}>
              <summary>{t('places.blocks')}</summary>
              <span>
                {serves.map((code) => (
                  <bdi key={code}>{code}</bdi>
                ))}
              </span>
            </details>
          )}
        </div>
      </div>
    </li>
  );
}

/** @source RFC 5870 */
function mapLink({ latitude, longitude }: NonNullable<PollingPlace['position']>): string {
  const at = `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
  return `geo:${at}?q=${at}`;
}
