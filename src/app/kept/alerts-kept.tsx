// The switch for a message of the phone when a remembered seat's symbol changes, beside the remembered seats.
import { useEffect, useState } from 'preact/hooks';
import { canAlert, chooseAlerts, openAlerts } from '../changes/alerts.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { t } from '../say.ts';
import { getState } from '../world.ts';

export function AlertsKept() {
  const { alerts, voters } = getState();
  const [isDenied, setDenied] = useState(false);
  useEffect(() => void openAlerts(), []);
  if (voters.length === 0 || !canAlert()) return null;
  const choose = (how: typeof alerts): void => void chooseAlerts(how).then((isAllowed) => setDenied(!isAllowed));
  const isOn = alerts !== 'off';
  return (
    <section class={sheet.sheet}>
      <h2>{t('alerts.ask')}</h2>
      <p>{t('alerts.text')}</p>
      <Button
        icon="news"
        label={t(isOn ? 'alerts.on' : 'alerts.turn-on')}
        isOn={isOn}
        onPress={() => choose(isOn ? 'off' : 'plain')}
      />
      {isOn && (
        <Button
          icon="ballot"
          label={t('alerts.with-seat')}
          isOn={alerts === 'seat'}
          onPress={() => choose(alerts === 'seat' ? 'plain' : 'seat')}
        />
      )}
      {isDenied && (
        <Box tone="old" title={t('alerts.denied')} isAlert>
          <span>{t('alerts.denied-text')}</span>
        </Box>
      )}
    </section>
  );
}
