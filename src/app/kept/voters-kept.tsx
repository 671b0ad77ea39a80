// The remembered seats on the screen of what is kept: each can be forgotten, and brought back.
import { seatByCode } from '../../core/guide/questions.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { t } from '../say.ts';
import { forgetVoter, undoForget } from '../seat/remember.ts';
import { getState } from '../world.ts';
import item from './kept.module.css';
import styles from './voters-kept.module.css';

export function VotersKept() {
  const { voters, forgotten, head } = getState();
  return (
    <section class={item.item}>
      <div>
        <h2>{t('kept.seat')}</h2>
        {voters.length === 0 && <p>{t('kept.no-seat')}</p>}
      </div>
      {voters.length > 0 && (
        <ul class={styles.list}>
          {voters.map((seats) => {
            const seat = head && seatByCode(head.guide, seats[0] ?? '');
            return (
              <li class={styles.voter} key={seats.join()}>
                <div class={styles.text}>
                  <b>
                    <bdi>{seats.join(' + ')}</bdi>
                  </b>
                  {seat && (
                    <span class={sheet.soft}>
                      <Content of={seat.name} />
                    </span>
                  )}
                </div>
                <div class={styles.forget}>
                  <Button icon="trash" label={t('seat.forget')} onPress={() => void forgetVoter(seats)} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {forgotten && (
        <Box tone="note" title={t('kept.forgotten', { seat: forgotten.seats.join(' + ') })} isAlert>
          <Button icon="back" label={t('sources.undo')} onPress={() => void undoForget()} />
        </Box>
      )}
    </section>
  );
}
