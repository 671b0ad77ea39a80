// Whether the voter compared this guide's fingerprint, what that means, and the way to take it back.

import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { t } from '../say.ts';
import { type Compared, keepCompared } from './comparing.ts';

interface ComparedBoxProps {
  readonly compared: Compared;
  readonly onChange: (compared: Compared | null) => void;
}

export function ComparedBox({ compared, onChange }: ComparedBoxProps) {
  return (
    <Box tone="good" title={t(compared === 'phone' ? 'compare.with-phone' : 'compare.with-poster')}>
      <span>{t('compare.means')}</span>
      <Button icon="close" label={t('compare.take-back')} onPress={() => void keepCompared(null).then(onChange)} />
    </Box>
  );
}
