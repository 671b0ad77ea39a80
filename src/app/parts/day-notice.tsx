// On a card: that its election is over or postponed, or that it votes on a day of its own.
import type { VotingContest } from '../../core/guide/voting-time.ts';
import { go } from '../actions/navigate.ts';
import { t } from '../say.ts';
import type { KnownBallot } from '../voter-ballots.ts';
import { contestTime, sayOwnDay, voterTime } from '../voter-time.ts';
import { Box } from './box.tsx';
import { Button } from './button.tsx';

/** Above all ballots: nothing but what makes a voter stay at home. */
export function DayNotice({ known }: { readonly known: readonly KnownBallot[] }) {
  const phase = voterTime(known)?.phase;
  const isPostponed = phase === 'postponed' && contestTime(null)?.phase === 'postponed';
  if (phase !== 'over' && !isPostponed) return null;
  return (
    <Box tone={isPostponed ? 'old' : 'calm'} title={t(isPostponed ? 'day.postponed' : 'day.over')}>
      <span>{t(isPostponed ? 'day.postponed-text' : 'day.over-text')}</span>
      <Button icon="news" label={t('news.title')} onPress={() => void go({ screen: 'news' })} />
    </Box>
  );
}

/** On one ballot. */
export function OwnDay({ contest }: { readonly contest: VotingContest }) {
  const said = sayOwnDay(contest);
  return said === '' ? null : <Box tone="old" title={said} />;
}
