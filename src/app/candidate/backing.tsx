// Who backs whom, always apart from the official list and named as what it is: somebody's word, which changes nothing of
// the list.
import type { ComponentChildren } from 'preact';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import { count, plain, t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './backing.module.css';
import { backersOf } from './candidate-sign.ts';

interface BackingProps {
  /** Ids of endorsers. */
  readonly by: readonly string[];
  readonly children?: ComponentChildren;
}

/** A frame around what somebody backs, with their name on it. */
export function Backing({ by, children }: BackingProps) {
  return (
    <section class={styles.backing}>
      <header class={styles.head}>
        <Icon name="people" />
        <div>
          {by.map((id) => (
            <b key={id} class={styles.by}>
              {t('seat.backed', { name: endorserName(id) })}
            </b>
          ))}
          <span class={styles.apart}>{t('backing.apart')}</span>
        </div>
      </header>
      {children}
    </section>
  );
}

/** Before a list: each endorsement of it, a tap from its candidate. Nothing where there is none. */
export function BackingList({ card }: { readonly card: ContestCard }) {
  const backed = card.candidates.filter((candidate) => backersOf(card, candidate).length > 0);
  if (backed.length === 0) return null;
  const open = (candidate: Candidate): void =>
    void go({ screen: 'candidate', contest: card.contest.id, row: card.candidates.indexOf(candidate) });
  return backed.map((candidate) => (
    <Backing key={candidate.row} by={backersOf(card, candidate)}>
      <button type="button" class={styles.who} onClick={() => open(candidate)}>
        <bdi>{count(candidate.serial)}</bdi>
        <b>
          <Content of={candidate.name} />
        </b>
        <Icon name="forward" />
      </button>
    </Backing>
  ));
}

function endorserName(id: string): string {
  const endorser = getState().head?.guide.endorsers?.find((each) => each.id === id);
  return plain(endorser?.name) || id;
}
