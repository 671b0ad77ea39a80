// One ballot on the slip to take along: the paper's colour and name, and what to look for on it. A list that is not up to
// date or final says so here, since paper outlives the screen.
import { useState } from 'preact/hooks';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { backedCandidate, candidateSign, symbolView } from '../candidate/candidate-sign.ts';
import { contestTime } from '../day/voter-time.ts';
import type { EditionSign } from '../held/edition-sign.ts';
import { regionSign } from '../held/region-sign.ts';
import { Box } from '../kit/box.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { BallotName, ballotColours } from '../pictures/ballot.tsx';
import { drawAgain } from '../pictures/pictures.ts';
import { hasMark, SymbolMark } from '../pictures/symbol.tsx';
import { plain, t } from '../say.ts';
import { ContestState } from '../seat/contest-state.tsx';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import styles from './paper-slip.module.css';
import { SlipBox } from './slip-box.tsx';

export function PaperVote({ ballot: { card, held } }: { readonly ballot: KnownBallot }) {
  const [row, setRow] = useState(card.candidates.indexOf(backedCandidate(card) as Candidate));
  const chosen = card.candidates[row];
  const sign = regionSign(held);
  const hasVote = !['postponed', 'off', 'over'].includes(contestTime(card.contest)?.phase ?? '');
  const choose = (value: string): void => {
    setRow(Number(value));
    drawAgain();
  };
  return (
    <section class={styles.vote} style={ballotColours(card.seat)}>
      <h2 class={styles.seat}>
        <bdi class={styles.code}>{card.seat.code}</bdi>
        <span>
          <Content of={card.seat.name} />
          <br />
          <BallotName seat={card.seat} />
        </span>
      </h2>
      <ContestState card={card} />
      {isDoubtful(sign) && (
        <Box tone={sign.tone} title={t(sign.word)}>
          <span>{t(sign.text)}</span>
        </Box>
      )}
      <SlipBox contest={card.contest.id} />
      {hasVote && (chosen ? <Named card={card} candidate={chosen} sign={sign} /> : <WriteLine />)}
      {hasVote && card.candidates.length > 0 && (
        <label class={`${sheet.label} ${styles.screen}`}>
          <span>{t(card.contest.kind === 'referendum' ? 'copy.answer' : 'copy.choice')}</span>
          <select class={sheet.field} value={String(row)} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="-1">{t('copy.blank')}</option>
            {card.candidates.map((candidate, i) =>
              candidate.isWithdrawn ? null : (
                <option key={candidate.row} value={String(i)}>
                  {[
                    candidate.serial,
                    plain(candidate.name),
                    plain((isSymbolShown(sign, card, candidate) ? candidate.symbol : candidate.party)?.name),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </option>
              ),
            )}
          </select>
        </label>
      )}
    </section>
  );
}

/** What is printed outlives the screen: whatever is not up to date or final says so on the paper. */
function isDoubtful({ tone }: EditionSign): boolean {
  return tone === 'old' || tone === 'bad';
}

function isSymbolShown(sign: EditionSign, { contest }: ContestCard, candidate: Candidate): boolean {
  return symbolView(candidateSign(sign, contest.id, candidate), contest.id) === 'shown';
}

interface NamedProps {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly sign: EditionSign;
}

function Named({ card, candidate, sign }: NamedProps) {
  return (
    <div class={styles.named}>
      {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={sign} size="slip" />}
      <div class={styles.words}>
        {isSymbolShown(sign, card, candidate) && candidate.symbol && (
          <b class={styles.symbol}>
            <Content of={candidate.symbol.name} />
          </b>
        )}
        <b class={styles.name}>
          <Content of={candidate.name} />
        </b>
        {candidate.party && (
          <span>
            <Content of={candidate.party.name} />
          </span>
        )}
        <span>{t('candidate.serial', { serial: candidate.serial })}</span>
      </div>
    </div>
  );
}

/** Room to write on. */
export function WriteLine() {
  return <span class={styles.line} aria-hidden="true" />;
}
