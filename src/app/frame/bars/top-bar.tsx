// The top of every screen: a draft's or the demo's sign, the way back, who says so and how old it is, the other language, help.
import { formatAge } from '../../../words/dates.ts';
import { lateGuideLine } from '../../guides/late-guide-line.ts';
import { screenSign } from '../../held/region-sign.ts';
import { Content } from '../../kit/content.tsx';
import { Icon } from '../../kit/icon.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { go, goBack } from '../../navigate.ts';
import { home, type Screen } from '../../routes.ts';
import { guideLanguages, plain, t } from '../../say.ts';
import { getState, getWorld, isOwnGuide } from '../../world.ts';
import { firstScreen } from '../first-screen.ts';
import { standingNow } from '../standing.ts';
import styles from './top-bar.module.css';

export function TopBar() {
  const { place, guides, isOnline, words } = getState();
  const canGoBack = place.depth > 0 || ![home.screen, firstScreen()].includes(place.screen);
  const standing = standingNow();
  const other = guideLanguages().find(({ tag }) => tag !== words.language);
  return (
    <header class={styles.top}>
      {standing && (
        <p class={styles[standing]}>
          {standing === 'draft' && <Icon name="pencil" />} {t(`app.${standing}`)}
        </p>
      )}
      <div class={styles.row}>
        {canGoBack && (
          <button type="button" class={styles.tool} onClick={goBack} aria-label={t('top.back')}>
            <Icon name="back" />
          </button>
        )}
        <Source />
        {!isOnline && (
          <span class={styles.offline} role="img" aria-label={t('top.offline')} title={t('top.offline')}>
            <Icon name="offline" />
          </span>
        )}
        <button
          type="button"
          class={[other ? styles.language : styles.tool, !asksLanguage.includes(place.screen) && styles.spare]
            .filter(Boolean)
            .join(' ')}
          lang={other?.tag}
          onClick={() => void go({ screen: 'language' })}
          aria-label={[t('top.language'), other?.nativeName].filter(Boolean).join(': ')}
        >
          {other ? other.nativeName : <Icon name="globe" />}
        </button>
        <button
          type="button"
          class={styles.tool}
          data-hold
          onClick={() => void go({ screen: 'help', page: place.screen })}
          aria-label={t('top.help')}
        >
          <Icon name="help" />
        </button>
      </div>
      {(guides > 1 || !isOwnGuide()) && <lateGuideLine.Part />}
      <Newer />
    </header>
  );
}

/** Where somebody begins: the other language stands there on the smallest screen too. On others help has it. */
const asksLanguage: readonly Screen[] = ['find', 'list', 'search'];

/** Screens that say it in their own words. */
const tellsNewer: readonly Screen[] = ['who', 'sources'];

/** A newer edition is known of, from verified metadata, and is not here. */
function Newer() {
  const { place } = getState();
  const sign = screenSign();
  if (!sign || sign.newest === null || tellsNewer.includes(place.screen)) return null;
  return (
    <button type="button" class={styles.newer} onClick={() => void go({ screen: 'who' })}>
      <StateMark tone="old" />
      <span>{t('state.newer', { newest: sign.newest, edition: sign.edition })}</span>
    </button>
  );
}

/** Who says it, in which state it is: one target that leads to the whole account. */
function Source() {
  const { head, words } = getState();
  const sign = screenSign();
  if (!head || !sign) {
    return (
      <span class={styles.source}>
        <b class={styles.name}>{t('app.name')}</b>
      </span>
    );
  }
  const name = plain(head.guide.publisher.name);
  const age = formatAge(words, head.newest.checked, getWorld().now());
  const shown = sign.state === 'current' ? age : t('age.checked', { age });
  const label = `${name} ${t(sign.word)} · ${shown}. ${t('who.unchanged', { name })}`;
  return (
    <button type="button" class={styles.source} aria-label={label} onClick={() => void go({ screen: 'who' })}>
      <span class={styles.name} title={name}>
        <Content of={head.guide.publisher.name} />
      </span>
      <span class={styles.state}>
        <StateMark tone={sign.tone} />
        <span>
          <b>{t(sign.word)}</b> · {shown}
        </span>
      </span>
    </button>
  );
}
