// For screens that need the guide while it is not here: on its way, or how to get it.

import { Box } from '../kit/box.tsx';
import { Button } from '../kit/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { bringFirst, isBusy } from '../sync/sync.ts';
import { getState } from '../world.ts';
import { TroubleBox } from './trouble-box.tsx';

export function NoGuideYet() {
  const { trouble, isOnline } = getState();
  if (isBusy()) return <p role="status">{t('progress.guide')}…</p>;
  if (trouble) return <TroubleBox />;
  return (
    <>
      {!isOnline && (
        <Box tone="old" title={t('trouble.offline')}>
          <span>{t('trouble.offline-next')}</span>
        </Box>
      )}
      <p>{t('state.none')}</p>
      <Button icon="saving" label={t('trouble.again')} kind="main" onPress={() => void bringFirst(null)} />
      <Button icon="forward" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
    </>
  );
}
