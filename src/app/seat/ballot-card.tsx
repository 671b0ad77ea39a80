// One ballot of the voter: the backed candidate with the symbol as large as the screen allows, else every candidate.
import type { Candidate } from '../../core/guide/questions.ts';
import { AlikeButton } from '../candidate/alike-button.tsx';
import { Backing } from '../candidate/backing.tsx';
import { CandidateList } from '../candidate/candidate-row.tsx';
import { allLabel, backedCandidate, backersOf, isOverruled } from '../candidate/candidate-sign.ts';
import { freshChanges } from '../changes/change-sign.ts';
import { lateChangeBox } from '../changes/late-changes.ts';
import type { EditionSign } from '../held/edition-sign.ts';
import { regionSign } from '../held/region-sign.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import { Ballot } from '../pictures/ballot.tsx';
import { Portrait } from '../pictures/portrait.tsx';
import { hasMark, SymbolMark } from '../pictures/symbol.tsx';
import { t } from '../say.ts';
import { lateSlipBox } from '../slip/late-slip.ts';
import { lateAnswer } from '../sound/late-sound.ts';
import { getState } from '../world.ts';
import styles from './ballot-card.module.css';
import { ContestState } from './contest-state.tsx';
import type { KnownBallot } from './voter-ballots.ts';

interface BallotCardProps {
  readonly ballot: KnownBallot;
  readonly isTitle: boolean;
}

export function BallotCard({ ballot, isTitle }: BallotCardProps) {
  const { card, held } = ballot;
  const sign = regionSign(held);
  const backed = backedCandidate(card);
  const { slips } = getState();
  const changes = freshChanges(held, card.contest.id, getState());
  const showAll = (): void => void go({ screen: 'candidates', contest: card.contest.id, row: 0 });
  return (
    <Ballot seat={card.seat} isTitle={isTitle}>
      {sign.tone === 'bad' && (
        <Box tone="bad" title={t(sign.word)}>
          <span>{t(sign.text)}</span>
        </Box>
      )}
      <ContestState card={card} />
      {changes.length > 0 && (
        <lateChangeBox.Part
          ballot={ballot}
          changes={changes}
          otherwise={<Box tone="old" title={t('change.since', { edition: changes[0]?.from ?? '' })} />}
        />
      )}
      {slips.some(({ contest }) => contest === card.contest.id) && <lateSlipBox.Part contest={card.contest.id} />}
      {backed ? <Hero ballot={ballot} candidate={backed} sign={sign} /> : <CandidateList ballot={ballot} />}
      {backed && <Button icon="list" label={allLabel(card)} onPress={showAll} />}
      {sign.symbols !== 'never' && (
        <Button
          icon="give"
          label={t('card.send')}
          onPress={() => void go({ screen: 'card', contest: card.contest.id, page: 'all' })}
        />
      )}
    </Ballot>
  );
}

interface HeroProps {
  readonly ballot: KnownBallot;
  readonly candidate: Candidate;
  readonly sign: EditionSign;
}

function Hero({ ballot, candidate, sign }: HeroProps) {
  const { card } = ballot;
  const row = card.candidates.indexOf(candidate);
  const isDoubtful = isOverruled(card.contest.id, candidate);
  const note = card.endorsements.find(({ serial }) => serial === candidate.serial)?.note;
  return (
    <Backing by={backersOf(card, candidate)}>
      {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={sign} size="hero" />}
      <div class={styles.hero}>
        {!isDoubtful && (
          <div class={styles.symbol}>
            <b>
              <Content of={candidate.symbol?.name} />
            </b>
            <lateAnswer.Part ballot={ballot} candidate={candidate} />
          </div>
        )}
        <AlikeButton card={card} candidate={candidate} sign={sign} />
        <button
          type="button"
          class={styles.who}
          onClick={() => void go({ screen: 'candidate', contest: card.contest.id, row })}
        >
          <Portrait card={card} candidate={candidate} size="large" />
          <span class={styles.names}>
            <b class={styles.name}>
              <Content of={candidate.name} />
            </b>
            <span>
              {candidate.party && (
                <>
                  <Content of={candidate.party.name} /> ·{' '}
                </>
              )}
              {t('candidate.serial', { serial: candidate.serial })}
            </span>
          </span>
          <Icon name="forward" />
        </button>
        {note && (
          <p class={styles.note}>
            <Content of={note} />
          </p>
        )}
      </div>
    </Backing>
  );
}
