// Parts that belong together, under a name.
import type { ComponentChildren } from 'preact';
import styles from './parts-page.module.css';

export function Group({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <section class={styles.group}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}
