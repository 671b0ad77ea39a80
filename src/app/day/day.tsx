// The voting day on one page: when, the slip to take along, where, what is on the ballots, what to bring, and whom to ask.

import { countLabel } from '../candidate/candidate-sign.ts';
import { firstScreen } from '../frame/first-screen.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { PageLinks } from '../help/page-links.tsx';
import { Steps } from '../help/steps.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { BallotName, ballotColours } from '../pictures/ballot.tsx';
import { Lookups } from '../places/lookups.tsx';
import { PlaceCard } from '../places/place-card.tsx';
import { ballotWithPlaces, ownStation, usePlaces } from '../places/use-places.ts';
import { t } from '../say.ts';
import { ContestState } from '../seat/contest-state.tsx';
import { type KnownBallot, voterBallots } from '../seat/voter-ballots.ts';
import { WaitForSeat } from '../seat/wait-for-seat.tsx';
import { getState } from '../world.ts';
import styles from './day.module.css';
import { isEveningToday, remindOfDay, remindToUpdate } from './remind.ts';
import { voterTime } from './voter-time.ts';
import { VotingDay } from './voting-day.tsx';

/** Times at which there is still something to go to. */
const ahead: readonly string[] = ['before', 'today', 'open'];

export function Day() {
  const { head, place, regions } = getState();
  const { known } = voterBallots(place.seats, regions.values());
  if (place.seats.length > 0 && known.length === 0) return <WaitForSeat />;
  const isAhead = ahead.includes(voterTime(known)?.phase ?? '');
  const bring = head?.pages.find(({ kind }) => kind === 'bring');
  const others = head?.pages.filter((page) => page !== bring) ?? [];
  return (
    <>
      <h1 tabIndex={-1}>{t('day.title')}</h1>
      {!head && <NoGuideYet />}
      <VotingDay />
      <TroubleBox />
      {known.length === 0 && head && (
        <section class={sheet.stack}>
          <p>{t('day.no-seat')}</p>
          <Button
            icon="ballot"
            label={t('find.title')}
            kind="main"
            onPress={() => void go({ screen: firstScreen() })}
          />
        </section>
      )}
      {known.length > 0 && isAhead && (
        <section class={sheet.stack}>
          <p>{t('copy.what')}</p>
          <Button icon="pencil" label={t('copy.title')} kind="main" onPress={() => void go({ screen: 'copy' })} />
        </section>
      )}
      {known.length > 0 && <Station known={known} isAhead={isAhead} />}
      {head?.hasEvents && (
        <Button icon="ride" label={t('events.title')} onPress={() => void go({ screen: 'events' })} />
      )}
      {known.length > 0 && <Ballots known={known} />}
      {bring && (
        <section class={sheet.stack}>
          <h2>
            <Content of={bring.title} />
          </h2>
          <Steps page={bring} />
        </section>
      )}
      <PageLinks pages={others} />
      {isAhead && <Reminders known={known} />}
      {(head?.guide.election.lookups.length ?? 0) > 0 && (
        <section class={sheet.stack}>
          <h2>{t('places.lookup')}</h2>
          <Lookups />
        </section>
      )}
    </>
  );
}

function Station({ known, isAhead }: { readonly known: readonly KnownBallot[]; readonly isAhead: boolean }) {
  const mine = ownStation(usePlaces(ballotWithPlaces(known)));
  const toPlaces = (): void => void go({ screen: 'places' });
  return (
    <section class={sheet.stack}>
      <h2>{t('places.my')}</h2>
      {mine && <PlaceCard place={mine} as="div" />}
      {!mine && isAhead && <p>{t('day.find-station')}</p>}
      <Button icon="pin" label={t(mine ? 'places.another' : 'seat.where')} onPress={toPlaces} />
    </section>
  );
}

/** What lies before the voter behind the screen: each paper in its colour, and what is asked on it. */
function Ballots({ known }: { readonly known: readonly KnownBallot[] }) {
  return (
    <section class={sheet.stack}>
      <h2>{t('day.ballots')}</h2>
      <ul class={sheet.stack}>
        {known.map(({ card }) => (
          <li key={card.seat.code} class={styles.ballot} style={ballotColours(card.seat)}>
            <button
              type="button"
              class={styles.to}
              onClick={() => void go({ screen: 'candidates', contest: card.contest.id, row: 0 })}
            >
              <b class={styles.code}>
                <bdi>{card.seat.code}</bdi>
              </b>
              <span class={styles.names}>
                <b>
                  <Content of={card.seat.name} />
                </b>
                <BallotName seat={card.seat} />
                <span>{countLabel(card)}</span>
              </span>
            </button>
            <ContestState card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reminders({ known }: { readonly known: readonly KnownBallot[] }) {
  const time = voterTime(known);
  if (!time) return null;
  return (
    <section class={sheet.stack}>
      <h2>{t('remind.title')}</h2>
      <p>{t('remind.text')}</p>
      <Button
        icon="clock"
        label={t(isEveningToday(time) ? 'remind.update' : 'remind.update-tomorrow')}
        onPress={() => remindToUpdate(time)}
      />
      <Button icon="day" label={t('remind.day')} onPress={() => remindOfDay(time)} />
    </section>
  );
}
