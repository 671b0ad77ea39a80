// Two phones, or a phone and a poster, side by side: the same publisher or another one, in one look. "Compared" is kept
// only when the voter says that both sides agree: a copy of the app can show whatever it likes on its own screen.
import { useEffect, useState } from 'preact/hooks';
import type { Comparison } from '../../core/compare/compare-code.ts';
import { AppError } from '../../core/errors.ts';
import { GuideOffer } from '../guides/guide-offer.tsx';
import { askForOffer, type Offer, offerAddress } from '../guides/offer.ts';
import { OtherGuide } from '../guides/other-guide.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { go, goBack } from '../navigate.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { ComparedBox } from './compared-box.tsx';
import {
  type Compared,
  goOn,
  judgeMeeting,
  keepCompared,
  openMeeting,
  readCompared,
  seatsOfLink,
} from './comparing.ts';
import { type Meeting, readMeeting } from './meeting.ts';
import { OwnCode } from './own-code.tsx';

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
        <section class={sheet.sheet}>
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
    <section class={sheet.sheet}>
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

/** Another publisher: both fingerprints, side by side, and the way to it where there is one. */
function Other({ meeting }: { readonly meeting: Meeting }) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const hash = meeting.kind === 'phone' ? undefined : meeting.hash;
  if (offer) return <GuideOffer offer={offer} hash={hash} />;
  return (
    <>
      <Box tone="bad" title={t('compare.other')} isAlert>
        <span>{t(meeting.kind === 'link' ? 'compare.other-link' : 'compare.other-text')}</span>
      </Box>
      <OtherGuide
        digits={meeting.guide}
        ours={t(meeting.kind === 'link' ? 'compare.this-page' : 'compare.yours')}
        theirs={t(`compare.of.${meeting.kind}`)}
        hash={hash}
      />
      <p>{t('compare.which')}</p>
      {meeting.kind === 'link' && <GoOn meeting={meeting} />}
      {meeting.kind !== 'link' && <Button icon="back" label={t('top.back')} kind="main" onPress={goBack} />}
      {meeting.kind === 'poster' && meeting.address !== undefined ? (
        <AskThere address={meeting.address} digits={meeting.guide} onOffer={setOffer} />
      ) : (
        <p>{t('offer.file-next')}</p>
      )}
    </>
  );
}

interface AskThereProps {
  readonly address: string;
  readonly digits: string;
  readonly onOffer: (offer: Offer) => void;
}

/** The poster's own address: asked at the voter's word, and what answers there is shown before it is added. */
function AskThere({ address, digits, onOffer }: AskThereProps) {
  const [stage, setStage] = useState<'asking' | AppError | null>(null);
  const { words } = getState();
  const where = offerAddress(address);
  if (where === null) return <p>{t('offer.file-next')}</p>;
  const host = where.replace(/^https?:\/\/|\/$/g, '');
  const ask = async (): Promise<void> => {
    setStage('asking');
    const came = await askForOffer(where, digits);
    if (came instanceof AppError) setStage(came);
    else onOffer(came);
  };
  return (
    <>
      {stage instanceof AppError && (
        <Box tone="old" title={t('offer.nothing')} isAlert>
          <span>{words.failure(stage.code)}</span>
        </Box>
      )}
      {stage === 'asking' ? (
        <Box tone="note" title={t('offer.asking', { host })} isAlert />
      ) : (
        <Button icon="globe" label={t('offer.ask', { host })} onPress={() => void ask()} />
      )}
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
      class={sheet.sheet}
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
