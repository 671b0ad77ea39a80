// A picture of the guide: shown when its bytes are kept and decode; until then, and where there is none, a marked box
// with its name.
import { useEffect, useState } from 'preact/hooks';
import type { Blob as GuideBlob } from '../../core/guide/blob.ts';
import { closePicture, openPicture } from '../actions/pictures.ts';
import { getState } from '../world.ts';
import styles from './picture.module.css';

interface PictureProps {
  readonly blob: GuideBlob | null;
  /** What it shows, for who does not see it; "" where the words beside it say so. */
  readonly description: string;
  /** Stands in the box while there is no picture. */
  readonly name: string;
}

export function Picture({ blob, description, name }: PictureProps) {
  const [opened, setOpened] = useState<{ readonly sha256: string; readonly url: string | null } | null>(null);
  const { installs } = getState();
  const sha256 = blob?.sha256;
  // Looked for again after each install: it may have come. An address that is open stays the same.
  useEffect(() => {
    if (!blob) return undefined;
    let isShown = true;
    void openPicture(blob).then((url) => {
      if (isShown) setOpened({ sha256: blob.sha256, url });
    });
    return () => {
      isShown = false;
      closePicture(blob);
    };
  }, [sha256, installs]);
  const url = opened?.sha256 === sha256 ? opened?.url : null;
  if (url) return <img class={styles.picture} src={url} alt={description} />;
  return (
    <span class={styles.missing}>
      <span>{name}</span>
    </span>
  );
}
