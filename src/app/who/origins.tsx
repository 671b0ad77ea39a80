// What the publisher took the guide from, under which licence, and how to reach them: on "who says so" and on About.
import { formatDay } from '../../words/dates.ts';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './origins.module.css';

export function Origins() {
  const { head, words } = getState();
  if (!head) return null;
  const { publisher, sources = [], licence } = head.guide;
  return (
    <div class={styles.origins}>
      {publisher.contact && (
        <div>
          <h2>{t('who.contact')}</h2>
          <p>
            <Content of={publisher.contact} />
          </p>
        </div>
      )}
      {sources.length > 0 && (
        <div>
          <h2>{t('who.sources')}</h2>
          {sources.map((source, i) => (
            <p key={`${i}`} class={styles.source}>
              <Content of={source.name} />
              {source.date && (
                <span class={sheet.soft}>
                  <bdi>{formatDay(words, source.date)}</bdi>
                </span>
              )}
            </p>
          ))}
        </div>
      )}
      {licence && (
        <div>
          <h2>{t('who.licence')}</h2>
          <p>
            <Content of={licence} />
          </p>
        </div>
      )}
    </div>
  );
}
