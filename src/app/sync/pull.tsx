// Pull down at the top of any screen to look for a newer edition. Touch alone: whoever has no finger on the glass has the
// button on "Who says so", and what comes of it is said by the line and the top bar.
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../kit/icon.tsx';
import { t } from '../say.ts';
import styles from './pull.module.css';

/** So far the finger goes before letting go means a look; it moves the sign by half of that. */
const enoughPx = 120;
const mostPx = 160;
/** A tap trembles. */
const slackPx = 16;

interface PullProps {
  readonly onPull: () => void;
}

/** Puts the sign above all screens, once. */
export function startPull(onPull: () => void): void {
  const at = document.createElement('div');
  document.body.append(at);
  render(<Pull onPull={onPull} />, at);
}

function Pull({ onPull }: PullProps) {
  const [pulled, setPulled] = useState(0);
  useEffect(() => listen(setPulled, onPull), []);
  if (pulled === 0) return null;
  const isEnough = pulled >= enoughPx;
  // Out from below the bar, which says what it is that a look may change.
  const bar = document.querySelector('header')?.offsetHeight ?? 0;
  return (
    <div
      class={styles.place}
      aria-hidden="true"
      style={{ transform: `translateY(${bar + Math.min(pulled, mostPx) / 2}px)` }}
    >
      <p class={isEnough ? `${styles.sign} ${styles.enough}` : styles.sign}>
        <Icon name="saving" />
        <span>{t(isEnough ? 'sync.release' : 'sync.pull')}</span>
      </p>
    </div>
  );
}

function listen(onMove: (pulled: number) => void, onPull: () => void): () => void {
  let from: number | null = null;
  let pulled = 0;
  const begin = ({ touches }: TouchEvent): void => {
    const [finger] = touches;
    from = touches.length === 1 && finger && scrollY <= 0 ? finger.clientY : null;
  };
  const move = ({ touches }: TouchEvent): void => {
    const [finger] = touches;
    if (from === null || !finger) return;
    // A screen that scrolls under the finger is being read.
    const isReading = scrollY > 0 || touches.length > 1;
    pulled = isReading ? 0 : Math.max(0, finger.clientY - from);
    if (isReading) from = null;
    onMove(pulled < slackPx ? 0 : pulled);
  };
  const end = (): void => {
    from = null;
    pulled = 0;
    onMove(0);
  };
  const letGo = (): void => {
    const isEnough = from !== null && pulled >= enoughPx;
    end();
    if (isEnough) onPull();
  };
  const passive = { passive: true } as const;
  const events = [
    ['touchstart', begin],
    ['touchmove', move],
    ['touchend', letGo],
    ['touchcancel', end],
  ] as const;
  for (const [name, hear] of events) addEventListener(name, hear as EventListener, passive);
  return () => {
    for (const [name, hear] of events) removeEventListener(name, hear as EventListener);
  };
}
