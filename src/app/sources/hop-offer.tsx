// The way on where this app's own address failed, and the screen has no other way there.

import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { getState, getWorld } from '../world.ts';

export function HopOffer() {
  const { head, marks, book, place } = getState();
  const { pageUrl } = getWorld();
  const own = marks.get(pageUrl) ?? book?.health[pageUrl]?.result ?? 'untried';
  if (!head || place.screen === 'hop' || place.screen === 'sources' || own === 'fine' || own === 'untried') return null;
  return <Button icon="forward" label={t('hop.title')} onPress={() => void go({ screen: 'hop' })} />;
}
