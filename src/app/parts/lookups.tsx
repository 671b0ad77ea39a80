// The official ways to ask, as the guide names them: message, telephone, web.
import { getState } from '../world.ts';
import { Content } from './content.tsx';
import { Icon } from './icon.tsx';
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
