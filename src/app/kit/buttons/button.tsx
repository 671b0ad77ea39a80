// A button with an icon and a short word. `main` is the one thing to do on a screen; `danger` deletes.

import { Icon, type IconName } from '../icon.tsx';
import styles from './button.module.css';

interface ButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
  readonly kind?: 'main' | 'plain' | 'danger';
  /** For a switch: whether it is on. */
  readonly isOn?: boolean;
}

export function Button({ icon, label, onPress, kind = 'plain', isOn }: ButtonProps) {
  return (
    <button type="button" class={`${styles.button} ${styles[kind]}`} onClick={onPress} aria-pressed={isOn}>
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
