// One candidate as large as the screen: what to look for on the paper.
import { go, stay } from '../actions/navigate.ts';
import { allLabel, backersOf, symbolView } from '../candidate-sign.ts';
import { freshChanges, isAbout } from '../change-sign.ts';
import { heardOf } from '../heard.ts';
import { AlikeButton } from '../parts/alike-button.tsx';
import { Backing } from '../parts/backing.tsx';
import { Ballot } from '../parts/ballot.tsx';
import { Button } from '../parts/button.tsx';
import { CandidateFacts } from '../parts/candidate-row.tsx';
import { ChangeLine } from '../parts/change-line.tsx';
import { Content } from '../parts/content.tsx';
import { Icon } from '../parts/icon.tsx';
import { Portrait } from '../parts/portrait.tsx';
import { SoundButton } from '../parts/sound-button.tsx';
import { hasMark, SymbolMark } from '../parts/symbol.tsx';
import { WaitForSeat } from '../parts/wait-for-seat.tsx';
import { regionSign } from '../region-sign.ts';
import { t } from '../say.ts';
import { shownBallot } from '../shown-ballot.ts';
import { getState } from '../world.ts';
import styles from './candidate.module.css';

export function Candidate() {
  const { place } = getState();
  const ballot = shownBallot();
  const candidate = ballot?.card.candidates[place.row];
  if (!ballot || !candidate) return <WaitForSeat />;
  const { card, held } = ballot;
  const sign = regionSign(held);
  const view = symbolView(sign, card.contest.id);
  const changes = freshChanges(held, card.contest.id, getState());
  const symbols = changes.filter((change) => change.kind === 'symbol' && isAbout(change, candidate));
  const backers = backersOf(card, candidate);
  const last = card.candidates.length - 1;
  const isOwn = place.seats.length > 0;
  return (
    <>
      <Ballot seat={card.seat}>
        {view !== 'never' &&
          symbols.map((change, i) => <ChangeLine key={`${i}`} change={change} isDrawn={view === 'shown'} />)}
        {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={sign} size="full" />}
        {hasMark(card) && <p class={styles.small}>{t('candidate.look')}</p>}
        {candidate.symbol?.isStandIn && <p class={styles.small}>{t('candidate.stand-in')}</p>}
        <AlikeButton card={card} candidate={candidate} sign={sign} />
        <SoundButton {...heardOf(ballot, candidate)} />
        <div class={styles.who} data-candidate={`${card.contest.id}/${candidate.serial}`}>
          <Portrait card={card} candidate={candidate} size="large" />
          <div class={styles.names}>
            <h1 tabIndex={-1} class={candidate.isWithdrawn ? styles.out : undefined}>
              <Content of={candidate.name} />
            </h1>
            <CandidateFacts card={card} candidate={candidate} changes={changes} />
            <span class={styles.small}>{t('candidate.serial', { serial: candidate.serial })}</span>
          </div>
        </div>
        {backers.length > 0 && <Backing by={backers} />}
      </Ballot>
      <nav class={styles.pager} aria-label={allLabel(card)}>
        <button
          type="button"
          class={styles.step}
          disabled={place.row === 0}
          aria-label={t('candidate.previous')}
          onClick={() => stay({ row: place.row - 1 })}
        >
          <Icon name="back" />
        </button>
        <Button
          icon="list"
          label={allLabel(card)}
          onPress={() => void go({ screen: 'candidates', contest: card.contest.id })}
        />
        <button
          type="button"
          class={styles.step}
          disabled={place.row >= last}
          aria-label={t('candidate.next')}
          onClick={() => stay({ row: place.row + 1 })}
        >
          <Icon name="forward" />
        </button>
      </nav>
      {isOwn && <Button icon="ballot" label={t('bar.seat')} onPress={() => void go({ screen: 'seat' })} />}
    </>
  );
}
