// Copies a short text of a screen, where the browser lets a page do that, and says that it did.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../say.ts';
import { Button } from './button.tsx';

/** So long "Copied" stands there. */
const copiedMs = 3_000;

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = isCopied ? setTimeout(() => setCopied(false), copiedMs) : undefined;
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!navigator.clipboard) return null;
  const copy = (): Promise<void> => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <Button
      icon={isCopied ? 'saved' : 'copy'}
      label={isCopied ? t('sources.copied') : label}
      onPress={() => void copy().catch(() => setCopied(false))}
    />
  );
}
