// One candidate as large as the screen: what to look for on the paper.
import { go, stay } from '../actions/navigate.ts';
import { symbolView } from '../candidate-sign.ts';
import { freshChanges, isAbout } from '../change-sign.ts';
import { candidateWish } from '../heard.ts';
import { Ballot } from '../parts/ballot.tsx';
import { Button } from '../parts/button.tsx';
import { CandidateFacts } from '../parts/candidate-row.tsx';
import { ChangeLine } from '../parts/change-line.tsx';
import { Content } from '../parts/content.tsx';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { SoundButton } from '../parts/sound-button.tsx';
import { hasMark, SymbolMark } from '../parts/symbol.tsx';
import { WaitForSeat } from '../parts/wait-for-seat.tsx';
import { regionSign } from '../region-sign.ts';
import { plain, t } from '../say.ts';
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
        <SoundButton of={candidateWish(ballot, candidate)} text={candidate.name} />
        <div class={styles.who}>
          {candidate.photo && (
            <span class={styles.photo}>
              <Picture
                blob={candidate.photo}
                description={t('candidate.photo', { name: plain(candidate.name) })}
                name=""
              />
            </span>
          )}
          <div class={styles.names}>
            <h1 tabIndex={-1} class={candidate.isWithdrawn ? styles.out : undefined}>
              <Content of={candidate.name} />
            </h1>
            <CandidateFacts card={card} candidate={candidate} changes={changes} />
            <span class={styles.small}>{t('candidate.serial', { serial: candidate.serial })}</span>
          </div>
        </div>
      </Ballot>
      <nav class={styles.pager} aria-label={t('seat.all')}>
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
          icon="people"
          label={`${t('seat.all')} · ${card.candidates.length}`}
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
