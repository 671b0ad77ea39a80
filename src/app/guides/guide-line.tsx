// Which guide is in use, where there is more than one: in words and by its fingerprint's picture, below its name at the
// top of every screen. It leads to the list. And what is said when the guide of the last time could not be opened.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { getState, getWorld, isOwnGuide, setState } from '../world.ts';
import styles from './guide-line.module.css';

type Picture = FunctionComponent<{ readonly id: string }>;

export function GuideLine() {
  const { guides, place } = getState();
  const [Picture, setPicture] = useState<Picture | null>(null);
  const isShown = guides > 1 || !isOwnGuide();
  useEffect(() => {
    if (!isShown) return;
    // The words are there at once; what draws the picture is loaded for those who have several guides.
    void import('../who/fingerprint.tsx').then(
      (part) => setPicture(() => part.FingerprintPicture),
      () => undefined,
    );
  }, [isShown]);
  if (!isShown || place.screen === 'guides') return null;
  return (
    <button type="button" class={styles.line} onClick={() => void go({ screen: 'guides' })}>
      <span class={styles.picture}>{Picture && <Picture id={getWorld().guideId} />}</span>
      <b class={styles.text}>{t(isOwnGuide() ? 'guides.line-own' : 'guides.line-added')}</b>
      <span class={styles.change}>{t('guides.change')}</span>
    </button>
  );
}

export function GuideLost() {
  if (!getState().isGuideLost) return null;
  const close = (): void => {
    setState({ isGuideLost: false });
    void import('./guides-here.ts').then(({ putLossAway }) => putLossAway()).catch(() => undefined);
  };
  return (
    <Box tone="old" title={t('guides.lost')} isAlert>
      <span>{t('guides.lost-text')}</span>
      <Button icon="close" label={t('trouble.close')} onPress={close} />
    </Box>
  );
}
