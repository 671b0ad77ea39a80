// Who says so: the publisher, the fingerprint to compare, how old the edition is and what that means.
import { useEffect, useState } from 'preact/hooks';
import { notMeant } from '../../core/guide/guide.ts';
import { formatMoment } from '../../words/dates.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { screenSign } from '../held/region-sign.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { plain, t } from '../say.ts';
import { isBusy } from '../sync/job.ts';
import { LastLook } from '../sync/last-look.tsx';
import { checkNow } from '../sync/sync.ts';
import { getState, getWorld } from '../world.ts';
import { ComparedBox } from './compared-box.tsx';
import { type Compared, readCompared } from './comparing.ts';
import { Fingerprint } from './fingerprint.tsx';
import { Origins } from './origins.tsx';
import { OwnCode } from './own-code.tsx';
import styles from './who.module.css';

export function Who() {
  const { head } = getState();
  const standing = head && notMeant(head.guide);
  const { guideId } = getWorld();
  const name = plain(head?.guide.publisher.name);
  return (
    <>
      <h1 tabIndex={-1}>{t('who.title')}</h1>
      {head ? (
        <>
          <section class={sheet.sheet}>
            <p class={styles.publisher}>
              <Content of={head.guide.publisher.name} />
            </p>
            {head.guide.publisher.kind && <p class={sheet.soft}>{t(`who.kind.${head.guide.publisher.kind}`)}</p>}
            <p>{t('who.what', { name })}</p>
          </section>
          {standing && <Box tone="old" title={t(`who.${standing}`)} />}
          <EditionFacts />
        </>
      ) : (
        <NoGuideYet />
      )}
      <section class={sheet.sheet}>
        <h2>{t('who.fingerprint')}</h2>
        <CompareState />
        <p>{t('who.compare')}</p>
        <Fingerprint id={guideId} />
        <OwnCode />
        <Button icon="people" label={t('compare.title')} onPress={() => void go({ screen: 'compare' })} />
        <Button icon="list" label={t('guides.title')} onPress={() => void go({ screen: 'guides' })} />
      </section>
      <Origins />
    </>
  );
}

/** Whether the voter compared it before, and what that means. */
function CompareState() {
  const [compared, setCompared] = useState<Compared | null>(null);
  useEffect(() => void readCompared().then(setCompared), []);
  return compared && <ComparedBox compared={compared} onChange={setCompared} />;
}

function EditionFacts() {
  const { head, words, work } = getState();
  const sign = screenSign();
  if (!head || !sign) return null;
  const { newest } = sign;
  const clock = head.guide.election.clock ?? '24';
  const moment = (instant: string): string => formatMoment(words, instant, clock, getWorld().now().getTimezoneOffset());
  const facts = [
    ['who.edition', String(head.edition)],
    ['who.published', moment(head.issued)],
    ['who.checked', moment(head.newest.checked)],
  ] as const;
  return (
    <>
      <Box tone={sign.tone} title={t(sign.word)}>
        <span>{t(sign.text)}</span>
        {newest !== null && <span>{t('state.newer', { newest, edition: sign.edition })}</span>}
      </Box>
      <dl class={styles.facts}>
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <TroubleBox />
      <LastLook />
      <Button
        icon="saving"
        label={t(work?.kind === 'check' ? 'who.checking' : 'who.check-now')}
        onPress={() => !isBusy() && void checkNow()}
      />
      <Button icon="globe" label={t('sources.title')} onPress={() => void go({ screen: 'sources' })} />
    </>
  );
}
