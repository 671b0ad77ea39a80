// One notice of the publisher: what was, what is, why, and whose word it is.
import type { Notice } from '../../core/guide/pages.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import { formatMoment } from '../../words/dates.ts';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { plain, t } from '../say.ts';
import { openSeat } from '../seat/open-seat.ts';
import { getState, getWorld } from '../world.ts';
import styles from './news.module.css';
import { NoticeFacts } from './notice-facts.tsx';

export function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { head, words } = getState();
  const { kind, at, title, text, was, is, contest, counterfeit } = notice;
  const clock = head?.guide.election.clock ?? '24';
  const hasSeat = contest !== undefined && head && seatByCode(head.guide, contest);
  const copy = counterfeit?.link ?? counterfeit?.fingerprint ?? counterfeit?.sha256;
  return (
    <article class={`${styles.notice} ${styles[kind] ?? ''}`}>
      <p class={styles.kind}>
        <b>{t(`news.${kind}`)}</b>
        <span>{formatMoment(words, at, clock, getWorld().now().getTimezoneOffset())}</span>
      </p>
      <h2>
        <Content of={title} />
      </h2>
      {(was ?? is) && (
        <p class={styles.change}>
          {was && (
            <span class={styles.was}>
              <span>{t('news.was')}</span>
              <s>
                <Content of={was} />
              </s>
            </span>
          )}
          {is && (
            <span class={styles.is}>
              <span>{t('news.is')}</span>
              <b>
                <Content of={is} />
              </b>
            </span>
          )}
        </p>
      )}
      {text && (
        <p>
          <Content of={text} />
        </p>
      )}
      {copy && <p>{t('news.counterfeit-text', { name: plain(head?.guide.publisher.name), link: copy })}</p>}
      <NoticeFacts notice={notice} />
      {hasSeat && (
        <Button icon="ballot" label={t('news.to-seat', { seat: contest })} onPress={() => void openSeat(contest)} />
      )}
    </article>
  );
}
