// One ballot of the voter: the backed candidate with the symbol as large as the screen allows, else every candidate.
import type { Candidate } from '../../core/guide/questions.ts';
import { go } from '../actions/navigate.ts';
import { allLabel, backedCandidate, backersOf, isOverruled } from '../candidate-sign.ts';
import { freshChanges } from '../change-sign.ts';
import type { EditionSign } from '../edition-sign.ts';
import { answerOf } from '../heard.ts';
import { regionSign } from '../region-sign.ts';
import { t } from '../say.ts';
import type { KnownBallot } from '../voter-ballots.ts';
import { getState } from '../world.ts';
import { AlikeButton } from './alike-button.tsx';
import { Backing } from './backing.tsx';
import { Ballot } from './ballot.tsx';
import styles from './ballot-card.module.css';
import { Box } from './box.tsx';
import { Button } from './button.tsx';
import { CandidateList } from './candidate-row.tsx';
import { ChangeBox } from './change-box.tsx';
import { Content } from './content.tsx';
import { ContestState } from './contest-state.tsx';
import { Icon } from './icon.tsx';
import { Portrait } from './portrait.tsx';
import { SlipBox } from './slip-box.tsx';
import { SoundButton } from './sound-button.tsx';
import { hasMark, SymbolMark } from './symbol.tsx';

interface BallotCardProps {
  readonly ballot: KnownBallot;
  readonly isTitle: boolean;
}

export function BallotCard({ ballot, isTitle }: BallotCardProps) {
  const { card, held } = ballot;
  const sign = regionSign(held);
  const backed = backedCandidate(card);
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
      <ChangeBox ballot={ballot} changes={changes} />
      <SlipBox contest={card.contest.id} />
      {backed ? <Hero ballot={ballot} candidate={backed} sign={sign} /> : <CandidateList ballot={ballot} />}
      {backed && <Button icon="list" label={allLabel(card)} onPress={showAll} />}
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
            <SoundButton {...answerOf(ballot, candidate)} />
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
