// Another publisher's guide is offered: both fingerprints, what it calls itself, and the question who gave it. Leaving it
// is the large way; adding takes two steps.
import { useState } from 'preact/hooks';
import { AppError } from '../../core/errors.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { go } from '../navigate.ts';
import { plain, t } from '../say.ts';
import { BothFingerprints } from '../who/both-fingerprints.tsx';
import { getState } from '../world.ts';
import { CopyWarnings } from './copy-warning.tsx';
import styles from './guide-offer.module.css';
import { acceptOffer, type Offer } from './offer.ts';

type Stage = 'asked' | 'sure' | 'adding' | 'left' | 'later' | AppError;

interface GuideOfferProps {
  readonly offer: Offer;
  /** Where it opens once it is added. */
  readonly hash?: string | undefined;
}

export function GuideOffer({ offer, hash }: GuideOfferProps) {
  const [stage, setStage] = useState<Stage>('asked');
  const { words } = getState();
  const accept = async (): Promise<void> => {
    setStage('adding');
    const came = await acceptOffer(offer, hash === undefined ? {} : { hash });
    if (came !== null) setStage(came);
  };
  if (stage === 'left') return <Box tone="good" title={t('offer.left')} isAlert />;
  if (stage === 'later') return <Box tone="note" title={t('guides.next-start')} isAlert />;
  if (stage === 'adding') return <Box tone="note" title={t('offer.adding')} isAlert />;
  return (
    <div class={styles.offer}>
      {stage instanceof AppError && (
        <Box tone="old" title={t('offer.failed')} isAlert>
          <span>{words.failure(stage.code)}</span>
        </Box>
      )}
      {offer.place === 'known' ? (
        <Known offer={offer} onYes={() => void accept()} onNo={() => setStage('left')} />
      ) : (
        <New offer={offer} isSure={stage === 'sure'} onStage={setStage} onYes={() => void accept()} />
      )}
    </div>
  );
}

/** It is on this phone already, and another one is in use. */
function Known({
  offer,
  onYes,
  onNo,
}: {
  readonly offer: Offer;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  return (
    <>
      <CopyWarnings met={offer.met} />
      <Box tone="note" title={t('offer.known')} isAlert>
        <b>
          <Content of={offer.name} />
        </b>
        <span>{t('offer.known-text')}</span>
        <Button icon="forward" label={t('offer.known-yes')} onPress={onYes} />
        <Button icon="close" label={t('offer.no')} onPress={onNo} />
      </Box>
    </>
  );
}

interface NewProps {
  readonly offer: Offer;
  readonly isSure: boolean;
  readonly onStage: (stage: Stage) => void;
  readonly onYes: () => void;
}

function New({ offer, isSure, onStage, onYes }: NewProps) {
  const { head } = getState();
  const leave = <Button icon="close" label={t('offer.no')} kind="main" onPress={() => onStage('left')} />;
  return (
    <>
      <Box tone="bad" title={t('offer.title')} isAlert>
        <span>{head ? t('offer.not', { name: plain(head.guide.publisher.name) }) : t('offer.not-yours')}</span>
      </Box>
      <CopyWarnings met={offer.met} />
      {offer.isNamesake && <Box tone="bad" title={t('offer.namesake')} />}
      {!isSure && leave}
      <BothFingerprints
        digits={offer.id}
        ours={<Side word={t('offer.yours')}>{head && <Content of={head.guide.publisher.name} />}</Side>}
        theirs={
          <Side word={t(offer.standing ? `offer.theirs.${offer.standing}` : 'offer.theirs')}>
            <Content of={offer.name} />
          </Side>
        }
      />
      <p>{t('offer.anyone')}</p>
      {isSure && (
        <>
          <Box tone="old" title={t('offer.sure')} isAlert>
            <span>{t('offer.sure-text')}</span>
            {offer.addresses.length > 0 && <Addresses addresses={offer.addresses} />}
          </Box>
          {leave}
        </>
      )}
      <div class={styles.far}>
        <Add place={offer.place} isSure={isSure} onSure={() => onStage('sure')} onYes={onYes} />
      </div>
    </>
  );
}

function Add({
  place,
  isSure,
  onSure,
  onYes,
}: Pick<NewProps, 'isSure' | 'onYes'> & { readonly place: Offer['place']; readonly onSure: () => void }) {
  if (place === 'nowhere') return <Box tone="note" title={t('offer.nowhere')} />;
  if (place === 'full') {
    return (
      <Box tone="note" title={t('offer.full', { n: getState().guides - 1 })}>
        <Button icon="list" label={t('guides.title')} onPress={() => void go({ screen: 'guides' })} />
      </Box>
    );
  }
  if (!isSure) return <Button icon="add" label={t('offer.add')} onPress={onSure} />;
  return <Button icon="add" label={t('offer.yes')} kind="danger" onPress={onYes} />;
}

function Side({ word, children }: { readonly word: string; readonly children: preact.ComponentChildren }) {
  return (
    <>
      <span class={styles.soft}>{word}</span>
      <br />
      {children}
    </>
  );
}

function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  return (
    <>
      <span>{t('offer.addresses', { n: addresses.length })}</span>
      {addresses.map((address) => (
        <bdi key={address} dir="ltr" class={styles.address}>
          {address}
        </bdi>
      ))}
    </>
  );
}
