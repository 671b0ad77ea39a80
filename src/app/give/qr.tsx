// A QR code: always dark on white, since many readers take no other. The words beside it say what it holds.
import { useEffect, useState } from 'preact/hooks';
import styles from './qr.module.css';
import { encodeQr } from './qr-code.ts';

interface QrProps {
  readonly text: string;
  readonly label: string;
  /** Drawn: somebody can scan it now. */
  readonly onShown?: () => void;
}

export function Qr({ text, label, onShown }: QrProps) {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let isLatest = true;
    void encodeQr(text)
      .catch(() => [])
      .then((encoded) => {
        if (!isLatest) return;
        setRows(encoded);
        if (encoded.length > 0) onShown?.();
      });
    return () => {
      isLatest = false;
    };
  }, [text]);
  if (rows.length === 0) return null;
  return (
    <svg class={styles.code} viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <path class={styles.paper} d={`M0 0h${rows.length}v${rows.length}H0z`} />
      <path class={styles.ink} d={rows.map(rowPath).join('')} />
    </svg>
  );
}

/** Each run of dark squares of a row as one bar. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    const from = x;
    while (row[x]) x++;
    if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
  }
  return path;
}
