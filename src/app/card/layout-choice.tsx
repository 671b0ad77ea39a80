// The shapes that a picture can have, each drawn as it is.
import type { CardLayout } from '../../paper/card/picture-card.ts';
import { t } from '../say.ts';
import styles from './layout-choice.module.css';

interface LayoutChoiceProps {
  readonly layout: CardLayout;
  /** More than one ballot is known. */
  readonly hasSeveral: boolean;
  readonly onChoose: (layout: CardLayout) => void;
}

const layouts: readonly CardLayout[] = ['status', 'square', 'strip'];

export function LayoutChoice({ layout, hasSeveral, onChoose }: LayoutChoiceProps) {
  return (
    <fieldset class={styles.choice}>
      <legend>{t('card.shape')}</legend>
      {layouts.map((each) => (
        <button
          type="button"
          key={each}
          class={styles.shape}
          aria-pressed={each === layout}
          onClick={() => onChoose(each)}
        >
          <span class={`${styles.drawn} ${styles[each]}`} aria-hidden="true" />
          <span>{t(each === 'strip' && hasSeveral ? 'card.all-ballots' : `card.${each}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}
