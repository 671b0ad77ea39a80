// A newer app waits: used when the voter says so.
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { t } from '../say.ts';
import { leaveNewerApp, useNewerApp } from './shell.ts';

export function UpdateBox() {
  return (
    <Box tone="note" title={t('update.ready')}>
      <Button icon="saving" label={t('update.use')} onPress={() => void useNewerApp()} />
      <Button icon="close" label={t('update.later')} onPress={leaveNewerApp} />
    </Box>
  );
}
