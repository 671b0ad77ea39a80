// An answer as a card: what was found as large buttons, with its sound, and the next questions. A symbol is drawn by the
// same rules as everywhere: never of what no longer verifies, and behind a tap where it may have changed.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../core/answer/answer-types.ts';
import type { Standing } from '../../core/answer/asked-guide.ts';
import { EventCard } from '../events/event-card.tsx';
import { IdentityBox } from '../find/identity-box.tsx';
import { CopyWarnings } from '../guides/copy-warning.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { SeatButton } from '../list/seat-button.tsx';
import { go } from '../navigate.ts';
import { NoticeCard } from '../news/notice-card.tsx';
import { drawAgain } from '../pictures/pictures.ts';
import { Lookups } from '../places/lookups.tsx';
import { t } from '../say.ts';
import { foundCandidate } from '../search/find-typed.ts';
import { CandidateFound } from '../search/found-rows.tsx';
import { openSeat } from '../seat/open-seat.ts';
import { heardOf } from '../sound/heard.ts';
import { SoundButton } from '../sound/sound-button.tsx';
import styles from './ask.module.css';
import { ask } from './talk.ts';

const shownAtOnce = 6;

interface AnswerCardProps {
  readonly answer: Answer;
  /** Only the last one offers what to ask next. */
  readonly isLast: boolean;
}

export function AnswerCard({ answer, isLast }: AnswerCardProps) {
  const { kind, holds, hasIdentity } = answer;
  // What is drawn here came after the page was: its pictures have to be asked for.
  useEffect(drawAgain, [answer]);
  return (
    <div class={styles.card} data-kind={kind}>
      {hasIdentity && <IdentityBox />}
      {holds !== null && <Box tone={holds ? 'good' : 'old'} title={t(holds ? 'answer.agrees' : 'answer.differs')} />}
      <CopyWarnings met={answer.met} />
      <Body answer={answer} />
      {isLast && <Next answer={answer} />}
    </div>
  );
}

function Body({ answer }: { readonly answer: Answer }): ComponentChildren {
  const { kind, seats, events, text } = answer;
  const [lead = ''] = text.split('\n');
  if (kind === 'candidate') return <Candidates answer={answer} />;
  if (kind === 'bring') return <Steps answer={answer} lead={lead} />;
  if (kind === 'notice') return <Notices answer={answer} />;
  if (kind === 'seat' || kind === 'choose') {
    return (
      <>
        <p>{lead}</p>
        <Seats codes={seats} />
      </>
    );
  }
  if (events.length > 0) return <EventsTold answer={answer} />;
  if (kind === 'place') return <Stations answer={answer} />;
  // Its last line says whose list it is, which here says nothing.
  return text
    .split('\n')
    .slice(0, kind === 'when' ? undefined : -1)
    .map((line) => <p key={line}>{line}</p>);
}

function Candidates({ answer: { candidates, notices, text } }: { readonly answer: Answer }) {
  return (
    <>
      {candidates.map((each) => (
        <CandidateAnswer key={`${each.seat} ${each.row}`} standing={each} />
      ))}
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      <Source text={text} />
    </>
  );
}

function Stations({ answer: { seats } }: { readonly answer: Answer }) {
  return (
    <>
      {seats.map((code) => (
        <SeatButton key={code} code={code} />
      ))}
      <p>{t('answer.station-ask')}</p>
      <Lookups />
    </>
  );
}

function Steps({ answer: { page }, lead }: { readonly answer: Answer; readonly lead: string }) {
  if (!page) return <p>{lead}</p>;
  return (
    <>
      <b>
        <Content of={page.title} />
      </b>
      <ol class={styles.steps}>
        {page.steps.map((step, i) => (
          <li key={i}>
            <Content of={step.text} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Those that no warning above says already. */
function Notices({ answer: { notices, met } }: { readonly answer: Answer }) {
  return (
    <>
      {notices
        .filter((notice) => !met.some((each) => each.notice === notice))
        .slice(0, 2)
        .map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
    </>
  );
}

function EventsTold({ answer: { events } }: { readonly answer: Answer }) {
  return (
    <>
      <ul class={sheet.list}>
        {events.map((event) => (
          <EventCard key={event.id} event={event} isDated />
        ))}
      </ul>
      <Button icon="ride" label={t('events.title')} onPress={() => void go({ screen: 'events' })} />
    </>
  );
}

/** Whose list says so, of which day: the last line of what is said. */
function Source({ text }: { readonly text: string }) {
  const all = text.split('\n');
  return <p class={sheet.soft}>{all[all.length - 1]}</p>;
}

function CandidateAnswer({ standing: { region, seat, row } }: { readonly standing: Standing }) {
  const found = foundCandidate(region, seat, row);
  if (!found) return null;
  return (
    <>
      <CandidateFound {...found} />
      <SoundButton {...heardOf(found, found.candidate)} />
    </>
  );
}

function Seats({ codes }: { readonly codes: readonly string[] }) {
  const [limit, setLimit] = useState(shownAtOnce);
  return (
    <>
      {codes.slice(0, limit).map((code) => (
        <SeatButton key={code} code={code} />
      ))}
      {codes.length > limit && (
        <Button icon="add" label={t('places.more')} onPress={() => setLimit(limit + 2 * shownAtOnce)} />
      )}
    </>
  );
}

/** What people ask next. */
function Next({ answer: { kind, seats } }: { readonly answer: Answer }) {
  const [seat] = seats.length === 1 ? seats : [];
  const put = (question: string) => <Button icon="message" label={question} onPress={() => ask(question)} />;
  if (kind === 'choose') return null;
  return (
    <div class={sheet.stack}>
      {seat !== undefined && kind === 'candidate' && put(t('ask.who-in', { seat }))}
      {seat !== undefined && kind !== 'place' && put(t('ask.where-in', { seat }))}
      {seat === undefined && kind !== 'place' && put(t('ask.where'))}
      {kind !== 'when' && put(t('ask.when'))}
      {kind !== 'bring' && put(t('ask.bring'))}
      {seat !== undefined && kind === 'place' && (
        <Button
          icon="pin"
          label={t('places.title')}
          onPress={() => void openSeat(seat).then(() => go({ screen: 'places' }))}
        />
      )}
    </div>
  );
}
