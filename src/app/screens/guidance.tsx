// Guidance as numbered pictures: how to vote, what to bring, what to do when something is wrong.
import type { Page } from '../../core/guide/pages.ts';
import { go } from '../actions/navigate.ts';
import { Content } from '../parts/content.tsx';
import { Icon } from '../parts/icon.tsx';
import { NoGuideYet } from '../parts/no-guide-yet.tsx';
import { Picture } from '../parts/picture.tsx';
import { VotingDay } from '../parts/voting-day.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './guidance.module.css';

export function Guidance() {
  const { head, place } = getState();
  if (!head) {
    return (
      <>
        <h1 tabIndex={-1}>{t('guidance.title')}</h1>
        <NoGuideYet />
      </>
    );
  }
  const { pages } = head;
  const page = pages.find(({ id }) => id === place.page) ?? pages.find(({ kind }) => kind === 'steps') ?? pages[0];
  if (!page) return <h1 tabIndex={-1}>{t('guidance.none')}</h1>;
  const others = pages.filter((each) => each !== page);
  return (
    <>
      <h1 tabIndex={-1}>
        <Content of={page.title} />
      </h1>
      <Steps page={page} />
      {others.map((each) => (
        <button
          type="button"
          key={each.id}
          class={styles.other}
          onClick={() => void go({ screen: 'guidance', page: each.id })}
        >
          <b>
            <Content of={each.title} />
          </b>
          <Icon name="forward" />
        </button>
      ))}
      <VotingDay />
    </>
  );
}

function Steps({ page }: { readonly page: Page }) {
  return (
    <ol class={styles.steps}>
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
        </li>
      ))}
    </ol>
  );
}
