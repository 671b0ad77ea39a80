// Leads to the phone's own map.
import act from '../../kit/buttons/act.module.css';
import { Icon } from '../../kit/icon.tsx';
import { t } from '../../say.ts';
import { mapLink } from './map-link.ts';

export function MapAct({ position }: { readonly position: Parameters<typeof mapLink>[0] }) {
  return (
    <a class={act.act} href={mapLink(position)}>
      <Icon name="pin" />
      {t('places.map')}
    </a>
  );
}
