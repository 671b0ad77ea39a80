// A voter's slip with its number ringed: where to find what the pad asks for. A drawing, not any country's own form.
import styles from './slip-drawing.module.css';

export function SlipDrawing() {
  return (
    <svg class={styles.drawing} viewBox="0 0 88 72" aria-hidden="true">
      <path
        class={styles.paper}
        d="M6 4h62v62l-5.2-4-5.2 4-5.1-4-5.2 4-5.2-4-5.1 4-5.2-4-5.2 4-5.1-4-5.2 4-5.2-4L6 66z"
      />
      <path class={styles.lines} d="M14 14h22M14 22h14M14 44h30M14 52h22" />
      <rect class={styles.number} x="32" y="20" width="50" height="24" rx="12" />
      <text class={styles.digits} x="57" y="38">
        123
      </text>
    </svg>
  );
}
