// Two guides side by side, by what people can compare: ours at the start, the other one marked.
import type { ComponentChildren } from 'preact';
import { getWorld } from '../world.ts';
import styles from './both-fingerprints.module.css';
import { Fingerprint } from './fingerprint.tsx';

interface BothFingerprintsProps {
  readonly ours: ComponentChildren;
  readonly theirs: ComponentChildren;
  /** The other guide's id, or its first 16 to 64 digits. */
  readonly digits: string;
}

export function BothFingerprints({ ours, theirs, digits }: BothFingerprintsProps) {
  return (
    <div class={styles.both}>
      <section class={styles.one}>
        <h2>{ours}</h2>
        <Fingerprint id={getWorld().guideId} isNarrow />
      </section>
      <section class={`${styles.one} ${styles.theirs}`}>
        <h2>{theirs}</h2>
        <Fingerprint id={digits} isNarrow />
      </section>
    </div>
  );
}
