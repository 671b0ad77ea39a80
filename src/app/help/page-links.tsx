// Pages of the guide to go to: how to vote, what to bring, when something is wrong.
import type { Page } from '../../core/guide/pages.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import styles from './page-links.module.css';

export function PageLinks({ pages }: { readonly pages: readonly Page[] }) {
  return (
    <div class={sheet.stack}>
      {pages.map(({ id, title }) => (
        <button type="button" key={id} class={styles.other} onClick={() => void go({ screen: 'guidance', page: id })}>
          <b>
            <Content of={title} />
          </b>
          <Icon name="forward" />
        </button>
      ))}
    </div>
  );
}
