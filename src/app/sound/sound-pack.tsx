// The sounds of a region as one thing to fetch: how large, how far, whether they are here, and the way to be rid of them.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../kit/buttons/button.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './sound-pack.module.css';
import {
  countPack,
  dropUnwanted,
  getPack,
  keepPack,
  type PackCount,
  packWork,
  removePack,
  stopPack,
} from './sound-packs.ts';

interface SoundPackProps {
  readonly region: string;
  /** Only offered: nothing is shown once it is here. */
  readonly isOffer?: boolean;
}

/** Nothing where the guide has no sounds for the region. */
export function SoundPack({ region, isOffer = false }: SoundPackProps) {
  const { clips, installs, words, head } = getState();
  const [count, setCount] = useState<PackCount | null>(null);
  const [work, setWork] = useState(packWork.get());
  const [isRemoved, setRemoved] = useState(false);
  const mayDrop = useRef(false);
  const look = (): void => void countPack(region).then(setCount);
  useEffect(look, [region, clips, installs, words]);
  useEffect(() => {
    const end = packWork.subscribe(() => {
      setWork(packWork.get());
      if (packWork.get().region === null) look();
    });
    return () => {
      end();
      if (mayDrop.current) void dropUnwanted();
    };
  }, [region]);
  if (!count || (isOffer && !isRemoved && count.isWanted && count.held === count.bytes)) return null;
  const name = plain(head?.guide.regions.find(({ id }) => id === region)?.name) || region;
  const remove = async (isUndone: boolean): Promise<void> => {
    await (isUndone ? keepPack(region) : removePack(region));
    mayDrop.current = !isUndone;
    setRemoved(!isUndone);
    look();
  };
  return (
    <section class={styles.pack}>
      <h2>{t('pack.title', { region: name })}</h2>
      {work.region === region ? (
        <Fetching done={work.done} total={work.total} />
      ) : isRemoved ? (
        <Button icon="back" label={t('pack.undo')} onPress={() => void remove(true)} />
      ) : (
        <Here count={count} region={region} onRemove={() => void remove(false)} />
      )}
    </section>
  );
}

function Fetching({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <>
      <p role="status">
        {t('pack.fetching')} · {t('progress.size', { n: kilobytes(done) })} /{' '}
        {t('progress.size', { n: kilobytes(total) })}
      </p>
      <progress class={styles.bar} max={Math.max(1, total)} value={done} aria-label={t('pack.fetching')} />
      <Button icon="close" label={t('progress.stop')} onPress={stopPack} />
    </>
  );
}

interface HereProps {
  readonly count: PackCount;
  readonly region: string;
  readonly onRemove: () => void;
}

function Here({ count: { bytes, held, isWanted }, region, onRemove }: HereProps) {
  const isWhole = held === bytes;
  const state = isWhole && isWanted ? 'pack.here' : isWanted ? 'pack.part' : 'pack.what';
  const missing = t('progress.size', { n: kilobytes(bytes - held) });
  return (
    <>
      <p class={styles.state}>
        {t(state)}
        {isWanted && ` · ${t('progress.size', { n: kilobytes(held) })}`}
      </p>
      {!(isWhole && isWanted) && (
        <Button icon="saving" label={`${t('pack.get')} · ${missing}`} onPress={() => void getPack(region)} />
      )}
      {isWanted && <Button icon="trash" label={t('pack.remove')} onPress={onRemove} />}
    </>
  );
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1000);
}
