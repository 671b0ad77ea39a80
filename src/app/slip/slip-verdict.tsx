// What came of a slip, in words: whether it stands and how old it is. What it says stands elsewhere.
import type { TakenSlip } from '../../core/slip/take-slip.ts';
import { Box } from '../kit/box.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';

export function SlipVerdict({ taken }: { readonly taken: TakenSlip }) {
  const name = plain(getState().head?.guide.publisher.name);
  switch (taken.kind) {
    case 'unchecked':
      return (
        <Box tone="bad" title={t('slip.unchecked')} isAlert>
          <span>{t('slip.unchecked-text')}</span>
        </Box>
      );
    case 'older':
      return (
        <Box tone="bad" title={t('slip.older')} isAlert>
          <span>{t('slip.older-text', { edition: taken.slip.edition, known: taken.known })}</span>
        </Box>
      );
    case 'held':
      return (
        <Box tone="good" title={t('slip.signed', { name })} isAlert>
          <span>{t('slip.held')}</span>
        </Box>
      );
    case 'newer':
      return (
        <Box tone="good" title={t('slip.signed', { name })} isAlert>
          <span>{t('slip.newer-text')}</span>
        </Box>
      );
  }
}
