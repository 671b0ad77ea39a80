// The seat as one SMS, to be read before it is sent.
import { useEffect, useState } from 'preact/hooks';
import { smsSize } from '../../core/message/sms-length.ts';
import button from '../kit/buttons/button.module.css';
import { CopyButton } from '../kit/buttons/copy-button.tsx';
import { Icon } from '../kit/icon.tsx';
import sheet from '../kit/sheet.module.css';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './card.module.css';
import type { AskedPanel } from './make-card.ts';
import { makeSms, smsAddress } from './sms-text.ts';

export function SmsPart({ panel }: { readonly panel: AskedPanel }) {
  const { words, installs, slips, place } = getState();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isLatest = true;
    void makeSms(panel).then((made) => isLatest && setText(made));
    return () => {
      isLatest = false;
    };
  }, [words, installs, slips, place]);
  if (text === null) return null;
  const { units, most } = smsSize(text);
  return (
    <section class={sheet.sheet}>
      <h2>{t('card.sms')}</h2>
      <p class={styles.sms} dir="auto">
        {text}
      </p>
      <p class={styles.soft}>{t('card.sms-size', { n: units, most })}</p>
      <a class={`${button.button} ${button.plain} ${styles.write}`} href={smsAddress(text)}>
        <Icon name="message" />
        <span>{t('card.sms-write')}</span>
      </a>
      <CopyButton text={text} label={t('card.sms-copy')} />
    </section>
  );
}
