// The slip to take along, as paper: each ballot, where, when and how, in lines that can be copied by hand. Printed it is
// one page, with nothing but what stands on the screen.
import { formatClock, formatDay } from '../../words/dates.ts';
import { voterTime } from '../day/voter-time.ts';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { Tags } from '../places/place-card.tsx';
import { ballotWithPlaces, ownStation, usePlaces } from '../places/use-places.ts';
import { plain, t } from '../say.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';
import styles from './paper-slip.module.css';
import { PaperVote, WriteLine } from './paper-vote.tsx';

export function PaperSlip({ known }: { readonly known: readonly KnownBallot[] }) {
  const { head } = getState();
  const places = ballotWithPlaces(known);
  const station = ownStation(usePlaces(places));
  const steps = head?.pages.find(({ kind }) => kind === 'steps')?.steps ?? [];
  return (
    <article class={styles.slip} data-slip>
      {known.map((ballot) => (
        <PaperVote key={ballot.card.contest.id} ballot={ballot} />
      ))}
      <section class={styles.row}>
        <h2 class={styles.label}>{t('copy.station')}</h2>
        {station ? (
          <div class={styles.station}>
            <b class={styles.number}>
              <bdi>{station.number}</bdi>
            </b>
            <span>
              <b>
                <Content of={station.name} />
              </b>
              <br />
              <Content of={station.address} />
              <Tags place={station} />
            </span>
          </div>
        ) : (
          <>
            <WriteLine />
            {places && (
              <span class={styles.screen}>
                <Button icon="pin" label={t('seat.where')} onPress={() => void go({ screen: 'places' })} />
              </span>
            )}
          </>
        )}
      </section>
      <When known={known} />
      {steps.length > 0 && (
        <section class={styles.row}>
          <h2 class={styles.label}>{t('copy.steps')}</h2>
          <ol class={styles.steps}>
            {steps.map(({ text }, i) => (
              <li key={`${i}`}>
                <Content of={text} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {head && (
        <p class={sheet.soft}>
          {t('copy.from', { name: plain(head.guide.publisher.name), edition: head.edition })}
          <br />
          {formatDay(getState().words, head.newest.issued)}
        </p>
      )}
    </article>
  );
}

function When({ known }: { readonly known: readonly KnownBallot[] }) {
  const { head, words } = getState();
  const time = voterTime(known);
  if (!head || !time || time.phase === 'postponed' || time.phase === 'off') return null;
  const { hours, clock = '24' } = head.guide.election;
  return (
    <section class={styles.row}>
      <h2 class={styles.label}>{t('copy.day')}</h2>
      <b class={styles.name}>{formatDay(words, time.day)}</b>
      {hours && (
        <b>
          {t('seat.hours', {
            opens: formatClock(words, hours.opens, clock),
            closes: formatClock(words, hours.closes, clock),
          })}
        </b>
      )}
    </section>
  );
}
