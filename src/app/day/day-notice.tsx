// On a card: that its election is over or postponed, or that it votes on a day of its own.
import type { VotingContest } from '../../core/guide/meaning/voting-time.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { type KnownBallot, voterBallots } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';
import { contestTime, sayOwnDay, voterTime } from './voter-time.ts';

/** Above all ballots: nothing but what makes a voter stay at home. */
export function DayNotice({ known }: { readonly known: readonly KnownBallot[] }) {
  const phase = voterTime(known)?.phase;
  const isPostponed = phase === 'postponed' && contestTime(null)?.phase === 'postponed';
  if (phase !== 'over' && !isPostponed) return null;
  return (
    <Box tone={isPostponed ? 'old' : 'calm'} title={t(isPostponed ? 'phase.postponed' : 'phase.over')}>
      <span>{t(isPostponed ? 'phase.postponed-text' : 'phase.over-text')}</span>
      <Button icon="news" label={t('news.title')} onPress={() => void go({ screen: 'news' })} />
    </Box>
  );
}

/** On one ballot: its own day, or that it is over while another one of the voter's is not. */
export function BallotDay({ contest }: { readonly contest: VotingContest }) {
  const { place, regions } = getState();
  const said = sayOwnDay(contest);
  if (said !== '') return <Box tone="old" title={said} />;
  if (contestTime(contest)?.phase !== 'over') return null;
  const isAllOver = voterTime(voterBallots(place.seats, regions.values()).known)?.phase === 'over';
  return isAllOver ? null : <Box tone="calm" title={t('phase.over')} />;
}
