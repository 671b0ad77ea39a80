// A candidate in a list, in ballot order: number, symbol, name, party. Opens the candidate's own screen.
import { isSameText } from '../../core/changes/same-text.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import type { RegionChange } from '../../core/ports.ts';
import { freshChanges, isAbout } from '../changes/change-sign.ts';
import type { EditionSign } from '../held/edition-sign.ts';
import { regionSign } from '../held/region-sign.ts';
import { Content } from '../kit/content.tsx';
import { go } from '../navigate.ts';
import { Portrait } from '../pictures/portrait.tsx';
import { hasMark, SymbolMark } from '../pictures/symbol.tsx';
import { count, t } from '../say.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';
import { AlikeButton } from './alike-button.tsx';
import { BackingList } from './backing.tsx';
import styles from './candidate-row.module.css';
import { isOverruled } from './candidate-sign.ts';

/** The official list of a ballot, in its order; what anybody backs stands before it, apart. */
export function CandidateList({ ballot: { card, held } }: { readonly ballot: KnownBallot }) {
  const sign = regionSign(held);
  const changes = freshChanges(held, card.contest.id, getState());
  return (
    <>
      <BackingList card={card} />
      <ol class={styles.list}>
        {card.candidates.map((candidate) => (
          <CandidateRow key={candidate.row} card={card} candidate={candidate} sign={sign} changes={changes} />
        ))}
      </ol>
    </>
  );
}

interface CandidateRowProps {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly sign: EditionSign;
  /** What is new of this contest. */
  readonly changes: readonly RegionChange[];
}

function CandidateRow({ card, candidate, sign, changes }: CandidateRowProps) {
  const row = card.candidates.indexOf(candidate);
  const open = (): void => void go({ screen: 'candidate', contest: card.contest.id, row });
  return (
    <li data-candidate={`${card.contest.id}/${candidate.serial}`}>
      <button type="button" class={candidate.isWithdrawn ? `${styles.row} ${styles.out}` : styles.row} onClick={open}>
        <span class={styles.serial}>
          {card.contest.mark !== 'number' && <bdi>{count(candidate.serial)}</bdi>}
          <Portrait card={card} candidate={candidate} size="row" />
        </span>
        {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={sign} size="row" />}
        <span class={styles.names}>
          <b class={styles.name}>
            <Content of={candidate.name} />
          </b>
          <CandidateFacts card={card} candidate={candidate} changes={changes} />
        </span>
      </button>
      <AlikeButton card={card} candidate={candidate} sign={sign} />
    </li>
  );
}

/** Symbol's name, the one before it, party, withdrawn: the lines below a name. */
export function CandidateFacts({ card, candidate, changes }: Omit<CandidateRowProps, 'sign'>) {
  const { party, symbol, isWithdrawn } = candidate;
  const own = changes.filter((change) => isAbout(change, candidate));
  const before = own.find(({ kind }) => kind === 'symbol')?.was;
  const isNewlyOut = own.some(({ kind }) => kind === 'withdrawn');
  return (
    <>
      {before && (
        <span class={styles.before}>
          <span class={styles.new}>{t('news.was')}</span>
          <s>
            <Content of={before} />
          </s>
        </span>
      )}
      {symbol && !isOverruled(card.contest.id, candidate) && (
        <span class={styles.symbol}>
          <Content of={symbol.name} />
        </span>
      )}
      {party && !isSameText(party.name, candidate.name) && (
        <span class={styles.party}>
          <Content of={party.name} />
        </span>
      )}
      {isWithdrawn && (
        <span class={styles.withdrawn}>
          {t('candidate.withdrawn')}
          {isNewlyOut && ` · ${t('change.new')}`}
        </span>
      )}
    </>
  );
}
