// What changed and what was answered, newest first; the old value struck out beside the new one.
import type { Notice } from '../../core/guide/pages.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import { formatMoment } from '../../words/dates.ts';
import { openSeat } from '../actions/open-seat.ts';
import { Button } from '../parts/button.tsx';
import { Content } from '../parts/content.tsx';
import { NoGuideYet } from '../parts/no-guide-yet.tsx';
import { plain, t } from '../say.ts';
import { getState, getWorld } from '../world.ts';
import styles from './news.module.css';

export function News() {
  const { head } = getState();
  const notices = [...(head?.notices ?? [])].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <>
      <h1 tabIndex={-1}>{t('news.title')}</h1>
      {!head && <NoGuideYet />}
      {head && notices.length === 0 && <p>{t('news.none')}</p>}
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
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
      <Facts notice={notice} />
      {hasSeat && (
        <Button icon="ballot" label={t('news.to-seat', { seat: contest })} onPress={() => void openSeat(contest)} />
      )}
    </article>
  );
}

function Facts({ notice: { reason, order, signedBy } }: { readonly notice: Notice }) {
  const lines = [
    ['news.why', reason],
    ['news.order', order],
  ] as const;
  return (
    <div class={styles.facts}>
      {lines.map(
        ([key, value]) =>
          value && (
            <p key={key}>
              <b>{t(key)}:</b> <Content of={value} />
            </p>
          ),
      )}
      {signedBy && <p>{t('news.from', { name: plain(signedBy) })}</p>}
    </div>
  );
}
