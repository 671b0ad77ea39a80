// Everything that is kept on this phone, in one place, and the way to be rid of it.
import { useEffect, useState } from 'preact/hooks';
import { seatByCode } from '../../core/guide/questions.ts';
import { formatDay } from '../../words/dates.ts';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { openSeat } from '../seat/open-seat.ts';
import { SoundPack } from '../sound/sound-pack.tsx';
import { keptPacks } from '../sound/sound-packs.ts';
import { isBusy, stopWork } from '../sync/job.ts';
import { bringCountry } from '../sync/sync.ts';
import { getState } from '../world.ts';
import { AlertsKept } from './alerts-kept.tsx';
import { countKept, type KeptCount } from './count-kept.ts';
import { deleteAll } from './delete-all.ts';
import styles from './kept.module.css';
import { LastingKept } from './lasting-kept.tsx';
import { VotersKept } from './voters-kept.tsx';

export function Kept() {
  const { storage, shell, isDeleted, isLanguageKept, words, head } = getState();
  return (
    <>
      <h1 tabIndex={-1}>{t('kept.title')}</h1>
      <p>{t('kept.private')}</p>
      {storage === 'memory' && <Box tone="old" title={t('kept.memory')} />}
      {isDeleted && !head && <Box tone="good" title={t('kept.deleted')} isAlert />}
      <TroubleBox />
      <VotersKept />
      <AlertsKept />
      <SlipsKept />
      <section class={styles.item}>
        <div>
          <h2>{t('kept.language')}</h2>
          <p>{isLanguageKept ? words.locale.nativeName : t('kept.no-seat')}</p>
        </div>
      </section>
      <GuideKept />
      <SoundsKept />
      <section class={styles.item}>
        <div>
          <h2>{t('kept.app')}</h2>
          <p>{t(shell === 'stored' ? 'kept.app-stored' : 'kept.app-not')}</p>
        </div>
      </section>
      <LastingKept />
      <GuidesKept />
      <Button icon="offline" label={t('ready.title')} onPress={() => void go({ screen: 'ready' })} />
      {storage === 'kept' && <Delete />}
      <Button icon="trash" label={t('wipe.title')} kind="danger" onPress={() => void go({ screen: 'wipe' })} />
    </>
  );
}

/** The sounds that were asked for, and those of where the voter looks now. */
function SoundsKept() {
  const { clips, place, head } = getState();
  const [kept, setKept] = useState<readonly string[]>([]);
  useEffect(() => void keptPacks().then(setKept), [clips]);
  const here = place.seats.flatMap((code) => (head && seatByCode(head.guide, code)?.regions[0]) ?? []);
  return [...new Set([...kept, ...here])].map((region) => <SoundPack key={region} region={region} />);
}

function GuidesKept() {
  const { guides } = getState();
  return (
    <Button
      icon="list"
      label={`${t('guides.title')} · ${t('guides.count', { n: guides })}`}
      onPress={() => void go({ screen: 'guides' })}
    />
  );
}

function GuideKept() {
  const { head, installs, work } = getState();
  const [count, setCount] = useState<KeptCount | null>(null);
  useEffect(() => void countKept().then(setCount), [installs]);
  const all = head?.guide.regions.length ?? 0;
  const isAll = count !== null && count.regions === all && count.whole === all;
  const progress = work?.progress;
  return (
    <section class={styles.item}>
      <div>
        <h2>{t('kept.guide')}</h2>
        <p>
          {count && count.regions > 0 ? t('kept.regions', { held: count.regions, n: all }) : t('kept.nothing')}
          {count && count.regions > 0 && ` · ${t(count.whole === count.regions ? 'kept.whole' : 'kept.part')}`}
          {count && count.kilobytes > 0 && ` · ${t('progress.size', { n: count.kilobytes })}`}
        </p>
      </div>
      {work && (
        <>
          <p role="status">{t(`progress.${progress?.stage ?? 'metadata'}`)}</p>
          <progress
            class={styles.progress}
            {...(progress ? { max: progress.total, value: progress.done } : {})}
            aria-label={t('seat.saving')}
          />
          <Button icon="close" label={t('progress.stop')} onPress={stopWork} />
        </>
      )}
      {!work && !isAll && (
        <Button icon="saving" label={t('kept.fetch-all')} onPress={() => !isBusy() && void bringCountry('check')} />
      )}
    </section>
  );
}

/** The slips that are kept beside the guide, each until an edition contains it. */
function SlipsKept() {
  const { slips, words } = getState();
  if (slips.length === 0) return null;
  return (
    <section class={styles.item}>
      <div>
        <h2>{t('kept.slips')}</h2>
        <p>{t('kept.slips-text')}</p>
      </div>
      {slips.map(({ contest, edition, issued }) => (
        <Button
          key={contest}
          icon="ballot"
          label={`${contest} · ${t('slip.edition', { edition, date: formatDay(words, issued) })}`}
          onPress={() => void openSeat(contest)}
        />
      ))}
    </section>
  );
}

function Delete() {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <div class={styles.far}>
        <Button icon="trash" label={t('kept.delete')} kind="danger" onPress={() => setAsked(true)} />
      </div>
    );
  }
  return (
    <div class={styles.far}>
      <Box tone="bad" title={t('kept.delete-ask')} isAlert />
      <Button icon="back" label={t('kept.delete-no')} onPress={() => setAsked(false)} />
      <Button
        icon="trash"
        label={t('kept.delete-yes')}
        kind="danger"
        onPress={() => {
          setAsked(false);
          void deleteAll();
        }}
      />
    </div>
  );
}
