// Told on every screen: the app's address serves something that nobody signed. What is here still stands, and where to go.
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { plain, t } from '../say.ts';
import { getState, getWorld, setState } from '../world.ts';

export function OriginBox() {
  const { head, place } = getState();
  const { host } = new URL(getWorld().pageUrl);
  const name = plain(head?.guide.publisher.name) || t('app.name');
  return (
    <Box tone="bad" title={t('origin.odd')} isAlert>
      <span>{t('origin.odd-text', { host, name })}</span>
      {place.screen !== 'hop' && (
        <Button icon="forward" label={t('hop.title')} kind="main" onPress={() => void go({ screen: 'hop' })} />
      )}
      <Button icon="close" label={t('origin.close')} onPress={() => setState({ isOriginOdd: false })} />
    </Box>
  );
}
