// For screens that need the guide while it is not here: on its way, or how to get it. Whoever goes to such a screen has asked for
// it: a phone that saves data has not fetched it by itself.
import { useEffect } from 'preact/hooks';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { beginAgain, isBusy, isStopped } from '../sync/job.ts';
import { bringFirst } from '../sync/sync.ts';
import { getState } from '../world.ts';
import { TroubleBox } from './trouble-box.tsx';

export function NoGuideYet() {
  const { trouble, isOnline } = getState();
  useEffect(bringOnce, []);
  if (isBusy()) return <p role="status">{t('progress.guide')}…</p>;
  if (trouble) return <TroubleBox />;
  return (
    <>
      {!isOnline && (
        <Box tone="old" title={t('trouble.offline')}>
          <span>{t('trouble.offline-next')}</span>
        </Box>
      )}
      <p>{t('guide.none')}</p>
      <Button icon="saving" label={t('guide.get')} kind="main" onPress={bring} />
      <Button icon="file" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
    </>
  );
}

/** Not what the voter stopped, deleted, or was told could not be had. */
function bringOnce(): void {
  const { head, trouble, isOnline, isDeleted } = getState();
  if (!head && !trouble && isOnline && !isDeleted && !isStopped() && !isBusy()) void bringFirst(null);
}

function bring(): void {
  beginAgain();
  void bringFirst(null);
}
