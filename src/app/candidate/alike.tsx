// Two symbols that can be taken for each other, side by side: this one, not this one.
import { alikeCandidates } from '../../core/guide/meaning/alike.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import type { EditionSign } from '../held/edition-sign.ts';
import { regionSign } from '../held/region-sign.ts';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import { Ballot } from '../pictures/ballot.tsx';
import { SymbolMark } from '../pictures/symbol.tsx';
import { count, t } from '../say.ts';
import { shownBallot } from '../seat/shown-ballot.ts';
import { WaitForSeat } from '../seat/wait-for-seat.tsx';
import { symbolWish } from '../sound/heard.ts';
import { SoundButton } from '../sound/sound-button.tsx';
import { getState } from '../world.ts';
import styles from './alike.module.css';
import { allLabel, symbolView } from './candidate-sign.ts';

export function Alike() {
  const { place } = getState();
  const ballot = shownBallot();
  const wanted = ballot?.card.candidates[place.row];
  if (!ballot || !wanted) return <WaitForSeat />;
  const { card, held } = ballot;
  const sign = regionSign(held);
  const others = symbolView(sign, card.contest.id) === 'shown' ? alikeCandidates(card.candidates, wanted) : [];
  return (
    <Ballot seat={card.seat}>
      <h1 tabIndex={-1} class={styles.title}>
        {t(others.length > 0 ? 'alike.title' : 'alike.none')}
      </h1>
      {others.map((other) => (
        <div class={styles.pair} key={other.row}>
          <Side card={card} candidate={wanted} sign={sign} isThis />
          <Side card={card} candidate={other} sign={sign} />
        </div>
      ))}
      <Button
        icon="list"
        label={allLabel(card)}
        onPress={() => void go({ screen: 'candidates', contest: card.contest.id, row: 0 })}
      />
    </Ballot>
  );
}

interface SideProps {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly sign: EditionSign;
  readonly isThis?: boolean;
}

function Side({ card, candidate, sign, isThis = false }: SideProps) {
  return (
    <section class={`${styles.side} ${isThis ? styles.this : styles.other}`}>
      <h2 class={styles.word}>
        <Icon name={isThis ? 'check' : 'close'} />
        <span>{t(isThis ? 'alike.this' : 'alike.not')}</span>
      </h2>
      <SymbolMark candidate={candidate} card={card} sign={sign} size="half" />
      <b class={styles.symbol}>
        <Content of={candidate.symbol?.name} />
      </b>
      <p class={styles.description}>
        <Content of={candidate.symbol?.description} />
      </p>
      {candidate.symbol && <SoundButton of={symbolWish(candidate.symbol)} text={candidate.symbol.name} />}
      <Who card={card} candidate={candidate} />
    </section>
  );
}

function Who({ card, candidate }: { readonly card: ContestCard; readonly candidate: Candidate }) {
  const row = card.candidates.indexOf(candidate);
  return (
    <button
      type="button"
      class={styles.who}
      onClick={() => void go({ screen: 'candidate', contest: card.contest.id, row })}
    >
      <bdi>{count(candidate.serial)}</bdi>
      <span>
        <Content of={candidate.name} />
      </span>
    </button>
  );
}
