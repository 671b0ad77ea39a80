// What a voter has to know of a contest before looking at the names: postponed, under review, incomplete, another kind.
import { type ContestCard, seatByCode } from '../../core/guide/questions.ts';
import { BallotDay } from '../day/day-notice.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';

const calmStates: readonly string[] = ['uncontested', 'symbols-not-final'];

export function ContestState({ card }: { readonly card: ContestCard }) {
  const { state, kind, incomplete, places, question, note, previousContestId } = card.contest;
  const { head } = getState();
  const previous = head && previousContestId ? seatByCode(head.guide, previousContestId) : null;
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
      {previous && (
        <Button
          icon="list"
          label={t('contest.first-round', { seat: previous.code })}
          onPress={() => void go({ screen: 'candidates', contest: previous.code, row: 0 })}
        />
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
