// A symbol in a comparison, small in its frame; what no longer holds is struck out, so that colour says nothing alone.
import { Picture } from './picture.tsx';
import styles from './small-picture.module.css';

interface SmallPictureProps {
  readonly blob: Parameters<typeof Picture>[0]['blob'];
  readonly description: string;
  readonly isStruck?: boolean;
}

export function SmallPicture({ blob, description, isStruck = false }: SmallPictureProps) {
  return (
    <span class={isStruck ? `${styles.picture} ${styles.struck}` : styles.picture}>
      <Picture blob={blob} description={description} name="" />
    </span>
  );
}
