// A box that tells something: a shape, a few words, and what to do next.
import type { ComponentChildren } from 'preact';
import type { Tone } from '../held/edition-sign.ts';
import styles from './box.module.css';
import { StateMark } from './state-mark.tsx';

interface BoxProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ComponentChildren;
  /** Read aloud at once. */
  readonly isAlert?: boolean;
}

export function Box({ tone, title, children, isAlert = false }: BoxProps) {
  return (
    <div class={`${styles.box} ${styles[tone]}`} role={isAlert ? 'alert' : undefined}>
      <StateMark tone={tone} />
      <div class={styles.text}>
        <b>{title}</b>
        {children}
      </div>
    </div>
  );
}
