// A candidate in a list, in ballot order: number, symbol, name, party. Opens the candidate's own screen.
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import type { RegionChange } from '../../core/ports.ts';
import { go } from '../actions/navigate.ts';
import { backersOf, isOverruled } from '../candidate-sign.ts';
import { isAbout } from '../change-sign.ts';
import type { EditionSign } from '../edition-sign.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './candidate-row.module.css';
import { Content } from './content.tsx';
import { Icon } from './icon.tsx';
import { hasMark, SymbolMark } from './symbol.tsx';

interface CandidateRowProps {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly sign: EditionSign;
  /** What is new of this contest. */
  readonly changes: readonly RegionChange[];
}

export function CandidateRow({ card, candidate, sign, changes }: CandidateRowProps) {
  const row = card.candidates.indexOf(candidate);
  const open = (): void => void go({ screen: 'candidate', contest: card.contest.id, row });
  return (
    <li>
      <button type="button" class={candidate.isWithdrawn ? `${styles.row} ${styles.out}` : styles.row} onClick={open}>
        <span class={styles.serial}>
          <bdi>{candidate.serial}</bdi>
        </span>
        {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={sign} size="row" />}
        <span class={styles.names}>
          <b class={styles.name}>
            <Content of={candidate.name} />
          </b>
          <CandidateFacts card={card} candidate={candidate} changes={changes} />
        </span>
      </button>
    </li>
  );
}

/** Symbol's name, the one before it, party, who backs, withdrawn: the lines below a name. */
export function CandidateFacts({ card, candidate, changes }: Omit<CandidateRowProps, 'sign'>) {
  const { head } = getState();
  const { party, symbol, isWithdrawn } = candidate;
  const backers = backersOf(card, candidate);
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
      {party && (
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
      {backers.map((id) => (
        <span class={styles.backed} key={id}>
          <Icon name="people" />
          <Content of={head?.guide.endorsers?.find((each) => each.id === id)?.name} otherwise={id} />
        </span>
      ))}
    </>
  );
}
