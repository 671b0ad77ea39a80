// A picture of the guide: shown when its bytes are kept and decode; until then, and where there is none, a marked box
// with its name.
import type { Blob as GuideBlob } from '../../core/guide/format/blob.ts';
import styles from './picture.module.css';
import { pictureAddress } from './pictures.ts';

interface PictureProps {
  readonly blob: GuideBlob | null;
  /** What it shows, for who does not see it; "" where the words beside it say so. */
  readonly description: string;
  /** Stands in the box while there is no picture. */
  readonly name: string;
}

export function Picture({ blob, description, name }: PictureProps) {
  const url = blob && pictureAddress(blob);
  if (url) return <img class={styles.picture} src={url} alt={description} />;
  return (
    <span class={styles.missing}>
      <span>{name}</span>
    </span>
  );
}
