// The guides on this phone: whose each one is, which one is in use, using another one, and removing with undo.
import { useEffect, useState } from 'preact/hooks';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { StateMark } from '../kit/state-mark.tsx';
import { go } from '../navigate.ts';
import { plain, t } from '../say.ts';
import { FingerprintPicture, FingerprintWords } from '../who/fingerprint.tsx';
import { getState } from '../world.ts';
import { CopyWarnings } from './copy-warning.tsx';
import styles from './guides.module.css';
import { type GuideRow, listGuides, removeGuide, sweepGuides, undoRemoval, useGuide } from './guides-here.ts';
import { metHere } from './met-here.ts';

export function Guides() {
  const { installs, storage } = getState();
  const [rows, setRows] = useState<readonly GuideRow[]>([]);
  const [isLater, setLater] = useState(false);
  useEffect(() => void listGuides().then(setRows), [installs]);
  // Left: what was removed cannot be brought back any more.
  useEffect(() => () => void sweepGuides(), []);
  const here = rows.filter(({ isLeaving }) => !isLeaving);
  const use = async (id: string): Promise<void> => setLater((await useGuide(id)) === 'later');
  return (
    <>
      <h1 tabIndex={-1}>{t('guides.title')}</h1>
      <p>{t(rows.length > 1 ? 'guides.text' : 'guides.one')}</p>
      {storage === 'memory' && <Box tone="old" title={t('kept.memory')} />}
      {isLater && <Box tone="note" title={t('guides.next-start')} isAlert />}
      <TroubleBox />
      {rows
        .filter(({ isLeaving }) => isLeaving)
        .map((row) => (
          <Box key={row.id} tone="note" title={t('guides.removed', { name: nameOf(row) })} isAlert>
            <span>{t('guides.removed-text')}</span>
            <Button icon="back" label={t('guides.undo')} onPress={() => void undoRemoval(row.id)} />
          </Box>
        ))}
      <ul class={sheet.list}>
        {here.map((row) => (
          <Row key={row.id} row={row} onUse={() => void use(row.id)} />
        ))}
      </ul>
      <Button icon="file" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
      <Button icon="camera" label={t('scan.title')} onPress={() => void go({ screen: 'scan' })} />
    </>
  );
}

function nameOf({ name }: GuideRow): string {
  return plain(name ?? undefined) || t('guides.nameless');
}

function Row({ row, onUse }: { readonly row: GuideRow; readonly onUse: () => void }) {
  const { id, isOwn, isUsed, name, standing, edition, kilobytes } = row;
  return (
    <li class={`${sheet.sheet} ${isUsed ? styles.used : ''}`} data-guide={id}>
      <div class={styles.head}>
        <span class={styles.picture}>
          <FingerprintPicture id={id} />
        </span>
        <div class={styles.texts}>
          <h2>
            <Content of={name ?? undefined} otherwise={t('guides.nameless')} />
          </h2>
          <p class={sheet.soft}>{t(isOwn ? 'guides.own' : 'guides.added')}</p>
          <p class={sheet.soft}>
            {[
              standing && t(`guides.${standing}`),
              edition !== null && t('guides.edition', { edition }),
              kilobytes > 0 && t('progress.size', { n: kilobytes }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
      <FingerprintWords id={id} />
      {!isUsed && <CopyWarnings met={metHere({ fingerprint: id })} />}
      {isUsed ? (
        <p class={styles.now}>
          <StateMark tone="good" />
          <b>{t('guides.in-use')}</b>
        </p>
      ) : (
        <Button icon="forward" label={t('guides.use')} onPress={onUse} />
      )}
      {!isOwn && (
        <div class={styles.far}>
          <Button icon="trash" label={t('guides.remove')} kind="danger" onPress={() => void removeGuide(id)} />
        </div>
      )}
    </li>
  );
}
