// Pages of the guide to go to: how to vote, what to bring, when something is wrong.
import type { Page } from '../../core/guide/pages.ts';
import { go } from '../actions/navigate.ts';
import { Content } from './content.tsx';
import { Icon } from './icon.tsx';
import styles from './page-links.module.css';

export function PageLinks({ pages }: { readonly pages: readonly Page[] }) {
  return (
    <div class={styles.links}>
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
