// The answer: every known ballot of the voter, and the ones that still have to be asked for.
import { backedCandidate } from '../candidate/candidate-sign.ts';
import { DayButtons } from '../day/day-buttons.tsx';
import { DayNotice } from '../day/day-notice.tsx';
import { firstScreen } from '../frame/first-screen.ts';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { SaveLine } from '../held/save-line.tsx';
import { lateOffer } from '../install/late-install.ts';
import { Button } from '../kit/buttons/button.tsx';
import { SeatChoice } from '../list/seat-choice.tsx';
import { districtOfOther } from '../list/second-ballot.ts';
import { go } from '../navigate.ts';
import { ballotColours } from '../pictures/ballot.tsx';
import { plain, t } from '../say.ts';
import { lateSounds } from '../sound/late-sound.ts';
import { getState } from '../world.ts';
import { BallotCard } from './ballot-card.tsx';
import { forgetVoter, rememberVoter } from './remember.ts';
import styles from './seat.module.css';
import { type AskedBallot, type KnownBallot, voterBallots } from './voter-ballots.ts';
import { isRemembered, maxVoters } from './voters.ts';
import { WaitForSeat } from './wait-for-seat.tsx';

export function Seat() {
  const { place, regions, clips } = getState();
  const { known, asked, mayAdd } = voterBallots(place.seats, regions.values());
  if (known.length === 0) return <WaitForSeat />;
  const held = [...new Set(known.map((each) => each.held))];
  return (
    <>
      <TroubleBox />
      <DayNotice known={known} />
      <SaveLine held={held} />
      {hasLongList(known) && <Jumps known={known} />}
      {known.map((ballot, i) => (
        <BallotCard key={ballot.card.seat.code} ballot={ballot} isTitle={i === 0} />
      ))}
      {asked.map((ballot) => (
        <Asked key={ballot.seats[0]?.ballot.id} ballot={ballot} />
      ))}
      {clips && <lateSounds.Part regions={held.map(({ region }) => region)} />}
      <p class={styles.from}>{t('who.unchanged', { name: plain(known[0]?.held.head.guide.publisher.name) })}</p>
      <Actions mayAdd={mayAdd} known={known} />
      <lateOffer.Part />
    </>
  );
}

const longList = 6;

/** Whether a list that fills a screen stands before another ballot. */
function hasLongList(known: readonly KnownBallot[]): boolean {
  return known.slice(0, -1).some(({ card }) => !backedCandidate(card) && card.candidates.length >= longList);
}

/** Long lists stand between the ballots of one voter: each is one tap away. */
function Jumps({ known }: { readonly known: readonly KnownBallot[] }) {
  return (
    <div class={styles.jumps}>
      {known.map(({ card }) => (
        <button
          type="button"
          key={card.seat.code}
          class={styles.jump}
          style={ballotColours(card.seat)}
          onClick={() => document.getElementById(`ballot-${card.seat.code}`)?.scrollIntoView()}
        >
          <bdi>{card.seat.code}</bdi>
        </button>
      ))}
    </div>
  );
}

/** The second ballot, where the first one does not say which it is. */
function Asked({ ballot }: { readonly ballot: AskedBallot }) {
  const [first] = ballot.seats;
  const colour = plain(first?.ballot.colourName) || plain(first?.ballot.name);
  return (
    <section class={styles.asked}>
      <h2>{t('seat.second')}</h2>
      <p>{t('seat.second-ask', { colour })}</p>
      {ballot.seats.map(({ code }) => (
        <SeatChoice key={code} code={code} />
      ))}
    </section>
  );
}

function Actions({ mayAdd, known }: { readonly mayAdd: boolean; readonly known: readonly KnownBallot[] }) {
  const { place, voters, storage, head } = getState();
  const isKept = isRemembered(voters, place.seats);
  const findOther = (): void => {
    const district = head ? districtOfOther(head.guide, place.seats) : -1;
    void go({ screen: district < 0 ? firstScreen() : 'list', district, isAnother: true });
  };
  return (
    <div class={styles.actions}>
      {mayAdd && <Button icon="add" label={t('seat.second-find')} onPress={findOther} />}
      <Button icon="pin" label={t('seat.where')} kind="main" onPress={() => void go({ screen: 'places' })} />
      <DayButtons known={known} />
      {(head?.edition ?? 0) > 1 && (
        <Button icon="news" label={t('history.title')} onPress={() => void go({ screen: 'history' })} />
      )}
      {head?.hasEvents && (
        <Button icon="ride" label={t('events.title')} onPress={() => void go({ screen: 'events' })} />
      )}
      {storage === 'kept' && !isKept && voters.length >= maxVoters && (
        <Button icon="keep" label={t('seat.remember-full')} onPress={() => void go({ screen: 'kept' })} />
      )}
      {storage === 'kept' && (isKept || voters.length < maxVoters) && (
        <Button
          icon="keep"
          label={t(isKept ? 'seat.remembered' : 'seat.remember')}
          isOn={isKept}
          onPress={() => void (isKept ? forgetVoter(place.seats) : rememberVoter(place.seats))}
        />
      )}
      <Button icon="search" label={t('seat.change')} onPress={() => void go({ screen: firstScreen(), seats: [] })} />
    </div>
  );
}
