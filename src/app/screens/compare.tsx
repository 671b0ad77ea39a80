// Two phones, or a phone and a poster, side by side: the same publisher or another one, in one look. "Compared" is kept
// only when the voter says that both sides agree: a copy of the app can show whatever it likes on its own screen.
import { useEffect, useState } from 'preact/hooks';
import type { Comparison } from '../../core/compare-code.ts';
import {
  type Compared,
  goOn,
  judgeMeeting,
  keepCompared,
  openMeeting,
  readCompared,
  seatsOfLink,
} from '../actions/compare.ts';
import { go, goBack } from '../actions/navigate.ts';
import { type Meeting, readMeeting } from '../meeting.ts';
import { Box } from '../parts/box.tsx';
import { Button } from '../parts/button.tsx';
import { ComparedBox } from '../parts/compared-box.tsx';
import { Fingerprint } from '../parts/fingerprint.tsx';
import { OwnCode } from '../parts/own-code.tsx';
import sheet from '../parts/sheet.module.css';
import { t } from '../say.ts';
import { getState, getWorld } from '../world.ts';
import styles from './compare.module.css';

export function Compare() {
  const { place, head } = getState();
  const meeting = readMeeting(place.claim);
  const isOfLink = meeting?.kind === 'link';
  return (
    <>
      <h1 tabIndex={-1}>{t(isOfLink ? 'compare.link-title' : 'compare.title')}</h1>
      {meeting && <Met key={place.claim} meeting={meeting} />}
      {!isOfLink && (
        <Button
          icon="camera"
          label={t('compare.scan')}
          kind={meeting ? 'plain' : 'main'}
          onPress={() => void go({ screen: 'scan' })}
        />
      )}
      {head && !isOfLink && (
        <section class={`${sheet.sheet} ${styles.sheet}`}>
          <h2>{t('compare.show')}</h2>
          <OwnCode />
        </section>
      )}
      {!isOfLink && <Enter />}
    </>
  );
}

/** What came of it. */
function Met({ meeting }: { readonly meeting: Meeting }) {
  const [verdict, setVerdict] = useState<Comparison | null>(null);
  const { installs } = getState();
  useEffect(() => void judgeMeeting(meeting).then(setVerdict), [installs]);
  if (verdict === null) return null;
  if (verdict === 'other') return <Other meeting={meeting} />;
  return (
    <>
      <Box tone="good" title={t(meeting.kind === 'phone' ? 'compare.same' : 'compare.same-poster')} isAlert>
        {meeting.kind === 'phone' && <span>{t(`compare.edition.${verdict}`, { edition: meeting.edition })}</span>}
      </Box>
      <Agree how={meeting.kind === 'phone' ? 'phone' : 'poster'} />
      {meeting.kind !== 'phone' && <GoOn meeting={meeting} isMain />}
    </>
  );
}

/** Only the voter can say what the other side shows, and whether to trust it. */
function Agree({ how }: { readonly how: Compared }) {
  const [compared, setCompared] = useState<Compared | null>(null);
  useEffect(() => void readCompared().then(setCompared), []);
  if (compared !== null) return <ComparedBox compared={compared} onChange={setCompared} />;
  return (
    <section class={`${sheet.sheet} ${styles.sheet}`}>
      <h2>{t(how === 'phone' ? 'compare.ask' : 'compare.ask-poster')}</h2>
      <p>{t(how === 'phone' ? 'compare.ask-text' : 'compare.ask-poster-text')}</p>
      <Button
        icon="people"
        label={t(how === 'phone' ? 'compare.yes' : 'compare.yes-poster')}
        onPress={() => void keepCompared(how).then(setCompared)}
      />
    </section>
  );
}

/** Another publisher: both fingerprints, side by side. */
function Other({ meeting }: { readonly meeting: Meeting }) {
  const { guideId } = getWorld();
  return (
    <>
      <Box tone="bad" title={t('compare.other')} isAlert>
        <span>{t(meeting.kind === 'link' ? 'compare.other-link' : 'compare.other-text')}</span>
      </Box>
      <div class={styles.both}>
        <section class={`${sheet.sheet} ${styles.sheet}`}>
          <h2>{t(meeting.kind === 'link' ? 'compare.this-page' : 'compare.yours')}</h2>
          <Fingerprint id={guideId} isNarrow />
        </section>
        <section class={`${sheet.sheet} ${styles.sheet} ${styles.theirs}`}>
          <h2>{t(`compare.of.${meeting.kind}`)}</h2>
          <Fingerprint id={meeting.guide} isNarrow />
        </section>
      </div>
      <p>{t('compare.which')}</p>
      {meeting.kind === 'link' && <GoOn meeting={meeting} />}
      {meeting.kind !== 'link' && <Button icon="back" label={t('top.back')} onPress={goBack} />}
    </>
  );
}

/** To the seat of a link, with this page's publisher. */
function GoOn({ meeting, isMain = false }: { readonly meeting: Meeting; readonly isMain?: boolean }) {
  if (meeting.kind === 'phone') return null;
  const seats = seatsOfLink(meeting);
  const label = seats.length > 0 ? t('compare.to-seat', { seat: seats[0] ?? '' }) : t('find.title');
  return (
    <Button
      icon="ballot"
      label={isMain ? label : t('compare.go-on')}
      kind={isMain ? 'main' : 'plain'}
      onPress={() => void goOn(seats)}
    />
  );
}

/** For a phone without a camera, and for a code that came as a message. */
function Enter() {
  const [text, setText] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const enter = async (): Promise<void> => setUnknown(!(await openMeeting(text)));
  return (
    <form
      class={`${sheet.sheet} ${styles.sheet}`}
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <label class={sheet.label}>
        <span>{t('compare.paste')}</span>
        <input
          class={sheet.field}
          type="text"
          dir="ltr"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setUnknown(false);
          }}
        />
      </label>
      {isUnknown && <Box tone="old" title={t('compare.not-a-code')} isAlert />}
      <Button icon="search" label={t('compare.compare')} onPress={() => void enter()} />
    </form>
  );
}
