// On a seat's card: a slip that is newer than the list here, with what it says.
import { formatDay } from '../../words/dates.ts';
import { Box } from '../kit/box.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { SlipNames } from './slip-names.tsx';

export function SlipBox({ contest }: { readonly contest: string }) {
  const { slips, words } = getState();
  const slip = slips.find((each) => each.contest === contest);
  if (!slip) return null;
  const blanks = { edition: slip.edition, date: formatDay(words, slip.issued) };
  return (
    <Box tone="old" title={t(slip.voids === null ? 'slip.newer' : 'slip.corrects', blanks)}>
      {slip.voids !== null && <span>{t('slip.void', { edition: slip.voids })}</span>}
      {slip.isNotFinal && <span>{t('slip.not-final')}</span>}
      <SlipNames slip={slip} isChecked />
    </Box>
  );
}
