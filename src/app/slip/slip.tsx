// One slip that was scanned or followed: whether it stands, how old it is, and what it says. What was not checked shows no
// symbol.
import { useEffect, useState } from 'preact/hooks';
import { AppError } from '../../core/errors.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import type { Slip as SlipContent } from '../../core/slip/slip.ts';
import type { TakenSlip } from '../../core/slip/take-slip.ts';
import { formatDay } from '../../words/dates.ts';
import { OtherGuide } from '../guides/other-guide.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { Ballot } from '../pictures/ballot.tsx';
import { t } from '../say.ts';
import { openSeat } from '../seat/open-seat.ts';
import { getState } from '../world.ts';
import { openSlip } from './open-slip.ts';
import { SlipNames } from './slip-names.tsx';
import { SlipVerdict } from './slip-verdict.tsx';

export function Slip() {
  const { claim } = getState().place;
  const { installs } = getState();
  const [taken, setTaken] = useState<TakenSlip | AppError | null>(null);
  // Once more when a guide comes: what could not be checked can be then.
  useEffect(() => {
    let isLatest = true;
    void openSlip(claim).then((found) => isLatest && setTaken(found));
    return () => {
      isLatest = false;
    };
  }, [claim, installs]);
  if (taken === null) {
    return (
      <div role="status">
        <h1 tabIndex={-1}>{t('slip.reading')}</h1>
      </div>
    );
  }
  if (taken instanceof AppError) return <Refused error={taken} />;
  return <Taken taken={taken} />;
}

function Refused({ error }: { readonly error: AppError }) {
  const { words, head, place } = getState();
  return (
    <>
      <h1 tabIndex={-1}>{t('slip.refused')}</h1>
      <Box tone="bad" title={words.failure(error.code)} isAlert>
        <span>{t(head ? 'slip.kept' : 'slip.refused-text')}</span>
      </Box>
      {error.code === 'trust/other-publisher' && typeof error.details.got === 'string' && (
        <OtherGuide
          digits={error.details.got}
          ours={t('compare.yours')}
          theirs={t('offer.slip')}
          hash={`#/s/${place.claim}`}
        />
      )}
      <Button icon="ballot" label={t('find.title')} kind="main" onPress={() => void go({ screen: 'find' })} />
    </>
  );
}

function Taken({ taken }: { readonly taken: TakenSlip }) {
  const { words, head } = getState();
  const { slip, kind } = taken;
  const seat = head && seatByCode(head.guide, slip.contest);
  const edition = t('slip.edition', { edition: slip.edition, date: formatDay(words, slip.issued) });
  const says = (
    <>
      <p>
        <b>{edition}</b>
      </p>
      {kind !== 'older' && <SlipWarnings slip={slip} />}
      {kind !== 'older' && <SlipNames slip={slip} isChecked={kind !== 'unchecked'} />}
    </>
  );
  return (
    <>
      {!seat && <h1 tabIndex={-1}>{t('slip.title', { seat: slip.contest })}</h1>}
      <SlipVerdict taken={taken} />
      {seat ? (
        <Ballot seat={seat} isTitle>
          {says}
        </Ballot>
      ) : (
        says
      )}
      {kind !== 'unchecked' && (
        <Button icon="ballot" label={t('slip.open')} kind="main" onPress={() => void openSeat(slip.contest)} />
      )}
    </>
  );
}

function SlipWarnings({ slip }: { readonly slip: SlipContent }) {
  return (
    <>
      {slip.voids !== null && <Box tone="old" title={t('slip.void', { edition: slip.voids })} />}
      {slip.isNotFinal && <Box tone="old" title={t('slip.not-final')} />}
      {slip.isIncomplete && <Box tone="old" title={t('contest.incomplete')} />}
    </>
  );
}
