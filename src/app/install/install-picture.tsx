// Our own drawings of a phone that is being told to keep the app: what to tap stands out by its frame and its colour.
import styles from './install-picture.module.css';

const rows = (at: readonly number[], from: number, to: number): string => at.map((y) => `M${from} ${y}H${to}`).join('');

/** `plain` is what is there, `tap` the mark of what to tap, `ring` is what goes around it. */
const drawings = {
  dots: {
    plain: 'M14 12h66v52M14 12v52M14 28h66M22 20h38M26 40h42M26 50h28',
    ring: [71, 20],
    tap: 'M71 16v.01M71 20v.01M71 24v.01',
  },
  share: {
    plain: 'M14 8v50h66V8M14 42h66M24 50h8M62 50h8M26 16h42M26 26h28',
    ring: [47, 50],
    tap: 'M47 52v-8M44 46.5l3-3 3 3M43 49h-1v6h10v-6h-1',
  },
  add: {
    plain: `M22 8h50v56H22z${rows([18, 54], 30, 52)}M30 36h18`,
    ring: [61, 36],
    tap: 'M56.5 31.5h9v9h-9zM61 33.5v5M58.5 36h5',
  },
  browser: {
    plain: `M22 8h50v56H22z${rows([18, 54], 30, 52)}M30 36h18`,
    ring: [61, 36],
    tap: 'M61 31a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM63 34l-1 3-3 1 1-3z',
  },
  home: {
    plain:
      'M14 6v60M80 6v60M22 14h10v10H22zM42 14h10v10H42zM62 14h10v10H62zM22 34h10v10H22zM62 34h10v10H62zM22 54h10v10H22z',
    ring: [47, 39],
    tap: 'M43.5 39.5l2.5 2.5 4.5-5.5',
  },
} as const;
export type InstallPictureName = keyof typeof drawings;

/** The words beside it say the same. */
export function InstallPicture({ name }: { readonly name: InstallPictureName }) {
  const { plain, ring, tap } = drawings[name];
  const [x, y] = ring;
  return (
    <svg class={styles.picture} viewBox="0 0 94 72" aria-hidden="true">
      <path class={styles.plain} d={plain} />
      <circle class={styles.ring} cx={x} cy={y} r="11" />
      <path class={styles.tap} d={tap} />
    </svg>
  );
}
