// One candidate as large as the screen: what to look for on the paper.

import type { ContestCard } from '../../core/guide/questions.ts';
import { ChangeLine } from '../changes/change-line.tsx';
import { freshChanges, isAbout } from '../changes/change-sign.ts';
import { regionSign } from '../held/region-sign.ts';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import sheet from '../kit/sheet.module.css';
import { go, stay } from '../navigate.ts';
import { Ballot } from '../pictures/ballot.tsx';
import { Portrait } from '../pictures/portrait.tsx';
import { hasMark, SymbolMark } from '../pictures/symbol.tsx';
import { t } from '../say.ts';
import { shownBallot } from '../seat/shown-ballot.ts';
import { WaitForSeat } from '../seat/wait-for-seat.tsx';
import { heardOf } from '../sound/heard.ts';
import { SoundButton } from '../sound/sound-button.tsx';
import { getState } from '../world.ts';
import { AlikeButton } from './alike-button.tsx';
import { Backing } from './backing.tsx';
import styles from './candidate.module.css';
import { CandidateFacts } from './candidate-row.tsx';
import { allLabel, backersOf, symbolView } from './candidate-sign.ts';

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
  const isOwn = place.seats.length > 0;
  return (
    <>
      <Ballot seat={card.seat}>
        {view !== 'never' &&
          symbols.map((change, i) => <ChangeLine key={`${i}`} change={change} isDrawn={view === 'shown'} />)}
        {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={sign} size="full" />}
        {hasMark(card) && <p class={sheet.soft}>{t('candidate.look')}</p>}
        {candidate.symbol?.isStandIn && <p class={sheet.soft}>{t('candidate.stand-in')}</p>}
        <div class={styles.who} data-candidate={`${card.contest.id}/${candidate.serial}`}>
          <Portrait card={card} candidate={candidate} size="large" />
          <div class={styles.names}>
            <h1 tabIndex={-1} class={candidate.isWithdrawn ? styles.out : undefined}>
              <Content of={candidate.name} />
            </h1>
            <CandidateFacts card={card} candidate={candidate} changes={changes} />
            <span class={sheet.soft}>{t('candidate.serial', { serial: candidate.serial })}</span>
          </div>
        </div>
        <SoundButton {...heardOf(ballot, candidate)} />
        <AlikeButton card={card} candidate={candidate} sign={sign} />
        {backers.length > 0 && <Backing by={backers} />}
      </Ballot>
      <Pager card={card} row={place.row} />
      {sign.symbols !== 'never' && (
        <Button
          icon="give"
          label={t('card.send')}
          onPress={() => void go({ screen: 'card', contest: card.contest.id, row: place.row, page: '' })}
        />
      )}
      {isOwn && <Button icon="ballot" label={t('bar.seat')} onPress={() => void go({ screen: 'seat' })} />}
    </>
  );
}

/** One candidate further, one back, or all of them: the three ways on from one. */
function Pager({ card, row }: { readonly card: ContestCard; readonly row: number }) {
  return (
    <nav class={styles.pager} aria-label={allLabel(card)}>
      <button
        type="button"
        class={styles.step}
        disabled={row === 0}
        aria-label={t('candidate.previous')}
        onClick={() => stay({ row: row - 1 })}
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
        disabled={row >= card.candidates.length - 1}
        aria-label={t('candidate.next')}
        onClick={() => stay({ row: row + 1 })}
      >
        <Icon name="forward" />
      </button>
    </nav>
  );
}
