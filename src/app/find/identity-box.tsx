// An identity number was typed: it is gone already, and here is who may ask for it.

import { Box } from '../kit/box.tsx';
import { Lookups } from '../places/lookups.tsx';
import { t } from '../say.ts';

export function IdentityBox() {
  return (
    <Box tone="old" title={t('identity.title')} isAlert>
      <span>{t('identity.text')}</span>
      <Lookups />
    </Box>
  );
}
