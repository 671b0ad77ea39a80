// A slip to take where phones may not go: copied by hand, or printed on one page. It holds what is on the screen and
// nothing else; whom it names is the voter's choice, forgotten with the screen.
import { useState } from 'preact/hooks';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { formatClock, formatDay } from '../../words/dates.ts';
import { go } from '../actions/navigate.ts';
import { drawAgain } from '../actions/pictures.ts';
import { backedCandidate, isOverruled } from '../candidate-sign.ts';
import { firstScreen } from '../first-screen.ts';
import { BallotName, ballotColours } from '../parts/ballot.tsx';
import { Button } from '../parts/button.tsx';
import { Content } from '../parts/content.tsx';
import { ContestState } from '../parts/contest-state.tsx';
import { Tags } from '../parts/place-card.tsx';
import sheet from '../parts/sheet.module.css';
import { hasMark, SymbolMark } from '../parts/symbol.tsx';
import { WaitForSeat } from '../parts/wait-for-seat.tsx';
import { regionSign } from '../region-sign.ts';
import { plain, t } from '../say.ts';
import { ballotWithPlaces, ownStation, usePlaces } from '../use-places.ts';
import { type KnownBallot, voterBallots } from '../voter-ballots.ts';
import { contestTime, voterTime } from '../voter-time.ts';
import { getState } from '../world.ts';
import styles from './copy.module.css';

export function Copy() {
  const { place, regions } = getState();
  const { known } = voterBallots(place.seats, regions.values());
  if (place.seats.length > 0 && known.length === 0) return <WaitForSeat />;
  return (
    <>
      <h1 tabIndex={-1}>{t('copy.title')}</h1>
      {known.length === 0 ? (
        <>
          <p>{t('day.no-seat')}</p>
          <Button
            icon="ballot"
            label={t('find.title')}
            kind="main"
            onPress={() => void go({ screen: firstScreen() })}
          />
        </>
      ) : (
        <>
          <p>{t('copy.what')}</p>
          <Button icon="print" label={t('copy.print')} kind="main" onPress={() => print()} />
          <Paper known={known} />
          <p>{t('copy.picture')}</p>
        </>
      )}
    </>
  );
}

function Paper({ known }: { readonly known: readonly KnownBallot[] }) {
  const { head } = getState();
  const places = ballotWithPlaces(known);
  const station = ownStation(usePlaces(places));
  const steps = head?.pages.find(({ kind }) => kind === 'steps')?.steps ?? [];
  return (
    <article class={styles.slip} data-slip>
      {known.map((ballot) => (
        <Vote key={ballot.card.contest.id} ballot={ballot} />
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
            <Line />
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
        <p class={styles.from}>
          {t('copy.from', { name: plain(head.guide.publisher.name), edition: head.edition })} ·{' '}
          {formatDay(getState().words, head.newest.issued)}
        </p>
      )}
    </article>
  );
}

/** One ballot: the paper's colour and name, and what to look for on it. */
function Vote({ ballot: { card, held } }: { readonly ballot: KnownBallot }) {
  const [row, setRow] = useState(card.candidates.indexOf(backedCandidate(card) as Candidate));
  const chosen = card.candidates[row];
  const hasVote = !['postponed', 'off', 'over'].includes(contestTime(card.contest)?.phase ?? '');
  const choose = (value: string): void => {
    setRow(Number(value));
    drawAgain();
  };
  return (
    <section class={styles.vote} style={ballotColours(card.seat)}>
      <h2 class={styles.seat}>
        <bdi class={styles.code}>{card.seat.code}</bdi>
        <span>
          <Content of={card.seat.name} />
          <br />
          <BallotName seat={card.seat} />
        </span>
      </h2>
      <ContestState card={card} />
      {hasVote && (chosen ? <Named card={card} candidate={chosen} sign={regionSign(held)} /> : <Line />)}
      {hasVote && card.candidates.length > 0 && (
        <label class={`${sheet.label} ${styles.screen}`}>
          <span>{t(card.contest.kind === 'referendum' ? 'copy.answer' : 'copy.choice')}</span>
          <select class={sheet.field} value={String(row)} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="-1">{t('copy.blank')}</option>
            {card.candidates.map((candidate, i) =>
              candidate.isWithdrawn ? null : (
                <option key={candidate.row} value={String(i)}>
                  {[candidate.serial, plain(candidate.name), plain(candidate.symbol?.name)].filter(Boolean).join(' · ')}
                </option>
              ),
            )}
          </select>
        </label>
      )}
    </section>
  );
}

interface NamedProps {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly sign: ReturnType<typeof regionSign>;
}

function Named({ card, candidate, sign }: NamedProps) {
  const isSure = sign.symbols === 'shown' && !isOverruled(card.contest.id, candidate);
  const isShown = isSure || getState().opened.has(card.contest.id);
  return (
    <div class={styles.named}>
      {hasMark(card) && <SymbolMark candidate={candidate} card={card} sign={sign} size="slip" />}
      <div class={styles.words}>
        {isShown && candidate.symbol && (
          <b class={styles.symbol}>
            <Content of={candidate.symbol.name} />
          </b>
        )}
        <b class={styles.name}>
          <Content of={candidate.name} />
        </b>
        {candidate.party && (
          <span>
            <Content of={candidate.party.name} />
          </span>
        )}
        <span>{t('candidate.serial', { serial: candidate.serial })}</span>
      </div>
    </div>
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

/** Room to write on. */
function Line() {
  return <span class={styles.line} aria-hidden="true" />;
}
