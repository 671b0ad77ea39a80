// The official ways to ask, as the guide names them: message, telephone, web.

import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { getState } from '../world.ts';
import styles from './lookups.module.css';

export function Lookups() {
  const { head } = getState();
  const lookups = head?.guide.election.lookups ?? [];
  return (
    <ul class={styles.lookups}>
      {lookups.map(({ kind, link, text }) => (
        <li key={link}>
          <a class={styles.lookup} href={link} rel="noreferrer" target={kind === 'web' ? '_blank' : undefined}>
            <Icon name={kind === 'web' ? 'globe' : kind === 'sms' ? 'message' : 'phone'} />
            <span>
              <Content of={text} />
              <bdi class={styles.link} dir="ltr">
                {link.replace(/^(tel|sms|https):(\/\/)?|\/$/g, '')}
              </bdi>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
