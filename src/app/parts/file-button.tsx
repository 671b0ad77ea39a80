// A button that opens the phone's file picker. Any file may be picked: phones know no type for ours.
import { useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import styles from './file-button.module.css';

interface FileButtonProps {
  readonly label: string;
  readonly isMain: boolean;
  readonly onFile: (file: File) => void;
}

export function FileButton({ label, isMain, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="saving" label={label} kind={isMain ? 'main' : 'plain'} onPress={() => input.current?.click()} />
      <input
        ref={input}
        class={styles.hidden}
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file can be picked again.
          if (file) onFile(file);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
