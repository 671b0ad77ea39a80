// A button that opens the phone's file picker: the browser's own field, unseen, over a button of ours. Any file may be
// picked: phones know no type for ours.

import { Icon, type IconName } from '../icon.tsx';
import button from './button.module.css';
import styles from './file-button.module.css';

interface FileButtonProps {
  readonly icon?: IconName;
  readonly label: string;
  readonly isMain: boolean;
  /** What the picker offers; without it, any file. */
  readonly accept?: string;
  /** Several may be picked at once. */
  readonly isMultiple?: boolean;
  readonly onFile: (file: File) => void;
}

export function FileButton({ icon = 'file', label, isMain, accept, isMultiple = false, onFile }: FileButtonProps) {
  return (
    <label class={`${button.button} ${isMain ? button.main : button.plain} ${styles.label}`}>
      <Icon name={icon} />
      <span>{label}</span>
      <input
        class={styles.field}
        type="file"
        accept={accept}
        multiple={isMultiple}
        onChange={({ currentTarget }) => {
          for (const file of [...(currentTarget.files ?? [])]) onFile(file);
          // The same file can be picked again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}
