// An identity number was typed: it is gone already, and here is who may ask for it.
import { t } from '../say.ts';
import { Box } from './box.tsx';
import { Lookups } from './lookups.tsx';

export function IdentityBox() {
  return (
    <Box tone="old" title={t('identity.title')} isAlert>
      <span>{t('identity.text')}</span>
      <Lookups />
    </Box>
  );
}
