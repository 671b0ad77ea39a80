// What a voter has to know of a contest before looking at the names: postponed, under review, incomplete, another kind.
import type { ContestCard } from '../../core/guide/questions.ts';
import { t } from '../say.ts';
import { Box } from './box.tsx';
import { Content } from './content.tsx';
import { BallotDay } from './day-notice.tsx';

const calmStates: readonly string[] = ['uncontested', 'symbols-not-final'];

export function ContestState({ card }: { readonly card: ContestCard }) {
  const { state, kind, incomplete, places, question, note } = card.contest;
  return (
    <>
      {state !== 'open' && <Box tone={calmStates.includes(state) ? 'old' : 'bad'} title={t(`contest.${state}`)} />}
      <BallotDay contest={card.contest} />
      {incomplete && <Box tone="old" title={t('contest.incomplete')} />}
      {kind !== 'candidates' && (
        <Box tone="note" title={t(`contest.${kind}`)}>
          {question && (
            <span>
              <Content of={question} />
            </span>
          )}
        </Box>
      )}
      {places !== undefined && places > 1 && <p>{t('contest.places', { n: places })}</p>}
      {note && (
        <p>
          <Content of={note} />
        </p>
      )}
      {card.candidates.length === 0 && <p>{t('contest.empty')}</p>}
    </>
  );
}
