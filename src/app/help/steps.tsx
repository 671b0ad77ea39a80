// The steps of a page of the guide as numbered pictures, each with its words and, where it is recorded, its sound.

import { clipSubject } from '../../core/guide/media.ts';
import type { Page } from '../../core/guide/pages.ts';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { Picture } from '../pictures/picture.tsx';
import { SoundButton } from '../sound/sound-button.tsx';
import styles from './steps.module.css';

export function Steps({ page }: { readonly page: Page }) {
  return (
    <ol class={sheet.list}>
      {page.steps.map((step, i) => (
        <li class={styles.step} key={`${page.id} ${i}`}>
          <span class={step.picture ? `${styles.number} ${styles.pictured}` : styles.number}>
            <bdi>{i + 1}</bdi>
          </span>
          {step.picture && (
            <span class={styles.picture}>
              <Picture blob={step.picture} description="" name="" />
            </span>
          )}
          <p class={styles.text}>
            <Content of={step.text} />
          </p>
          <div class={styles.sound}>
            <SoundButton of={{ of: clipSubject.step(page.id, i + 1), sound: step.sound }} text={step.text} />
          </div>
        </li>
      ))}
    </ol>
  );
}
