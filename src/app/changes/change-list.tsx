// All changes that are kept, grouped by seat; the publisher's own correction of one stands with it.
import type { Notice } from '../../core/guide/pages.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import type { RegionChange } from '../../core/ports.ts';
import { screenSign } from '../held/region-sign.ts';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { NoticeFacts } from '../news/notice-facts.tsx';
import { t } from '../say.ts';
import { openSeat } from '../seat/open-seat.ts';
import { getState } from '../world.ts';
import { ChangeLine } from './change-line.tsx';
import styles from './change-list.module.css';
import { changesByContest, noticeOf } from './change-sign.ts';

interface ChangeListProps {
  readonly changes: readonly RegionChange[];
  readonly notices: readonly Notice[];
  /** So many seats. */
  readonly limit: number;
}

export function ChangeList({ changes, notices, limit }: ChangeListProps) {
  const { head } = getState();
  const sign = screenSign();
  const told = sign?.symbols === 'never' ? changes.filter(({ kind }) => kind !== 'symbol') : changes;
  const groups = [...changesByContest(told)].slice(0, limit);
  return (
    <>
      {groups.map(([contest, ofContest]) => {
        const seat = head && seatByCode(head.guide, contest);
        return (
          <article class={styles.seat} key={contest} data-seat={contest}>
            <h3 class={styles.head}>
              <bdi>{contest}</bdi> {seat && <Content of={seat.name} />}
            </h3>
            {ofContest.map((change, i) => (
              <div class={styles.item} key={`${i}`}>
                {change.edition !== ofContest[i - 1]?.edition && (
                  <span class={sheet.soft}>{t('change.edition', { edition: change.edition })}</span>
                )}
                <ChangeLine change={change} isDrawn={sign?.symbols === 'shown'} />
                <NoticeFacts notice={noticeOf(change, notices)} />
              </div>
            ))}
            {seat && (
              <Button
                icon="ballot"
                label={t('news.to-seat', { seat: contest })}
                onPress={() => void openSeat(contest)}
              />
            )}
          </article>
        );
      })}
    </>
  );
}
