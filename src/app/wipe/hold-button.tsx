// A button that does its work when it was held for two seconds: by a finger, a mouse, Space or Enter. It fills meanwhile;
// whoever lets go earlier has done nothing.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../kit/icon.tsx';
import styles from './hold-button.module.css';

export const holdMs = 2_000;

interface HoldButtonProps {
  readonly label: string;
  /** While it is held. */
  readonly holding: string;
  readonly onHeld: () => void;
  /** Let go too early, or pressed by something that cannot hold. */
  readonly onShort: () => void;
}

export function HoldButton({ label, holding, onHeld, onShort }: HoldButtonProps) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const begin = (): void => {
    clearTimeout(timer.current);
    setHeld(true);
    timer.current = setTimeout(() => {
      setHeld(false);
      onHeld();
    }, holdMs);
  };
  const stop = (): void => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  const letGo = (): void => {
    if (isHeld) onShort();
    stop();
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const key = (event: KeyboardEvent, act: () => void): void => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    // Neither a click nor a page that scrolls.
    event.preventDefault();
    if (!event.repeat) act();
  };
  return (
    <button
      type="button"
      class={isHeld ? `${styles.hold} ${styles.held}` : styles.hold}
      onPointerDown={begin}
      onPointerUp={letGo}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onKeyDown={(event) => key(event, begin)}
      onKeyUp={(event) => key(event, letGo)}
      onBlur={stop}
      onContextMenu={(event) => event.preventDefault()}
      // A switch or a screen reader presses without a pointer.
      onClick={(event) => event.detail === 0 && onShort()}
    >
      <span class={styles.fill} />
      <span class={styles.words} aria-live="polite">
        <Icon name="trash" />
        <span>{isHeld ? holding : label}</span>
      </span>
    </button>
  );
}
