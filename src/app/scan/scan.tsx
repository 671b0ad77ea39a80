// Receiving by camera: codes from a friend's screen, or one from a photograph. Says how far it is, what came of it, and
// the way by file where there is no camera.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { FileButton } from '../kit/buttons/file-button.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { TakenBox } from '../take/taken-box.tsx';
import { keepAwake } from './keep-awake.ts';
import styles from './scan.module.css';
import { openScanner, type Scan, type Scanner, scanAtRest } from './scanner.ts';

/** The slowest codes come five a second. */
const quietMs = 6_000;

export function ScanCodes() {
  const [scan, setScan] = useState<Scan>(scanAtRest);
  const scanner = useRef<Scanner | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  scanner.current ??= openScanner(setScan);
  useEffect(() => {
    const stopWhenHidden = (): void => {
      if (document.visibilityState === 'hidden') scanner.current?.stop();
    };
    document.addEventListener('visibilitychange', stopWhenHidden);
    return () => {
      document.removeEventListener('visibilitychange', stopWhenHidden);
      scanner.current?.stop();
    };
  }, []);
  const isOn = scan.stage === 'on' || scan.stage === 'asking';
  useEffect(() => (isOn ? keepAwake() : undefined), [isOn]);
  const isQuiet = useQuiet(scan);
  const start = (): void => void (video.current && scanner.current?.start(video.current));
  return (
    <>
      <h1 tabIndex={-1}>{t('scan.title')}</h1>
      {scan.stage === 'off' && !scan.reception && <p>{t('scan.what')}</p>}
      <div class={styles.view} hidden={!isOn}>
        <video ref={video} class={styles.video} muted playsInline aria-label={t('scan.view')} />
        <span class={styles.aim} aria-hidden="true" />
      </div>
      {scan.stage === 'asking' && <p role="status">{t('scan.asking')}</p>}
      {scan.stage === 'on' && !scan.reception && <p role="status">{t('scan.aim')}</p>}
      {isQuiet && !scan.note && <Box tone="old" title={t(scan.reception ? 'scan.stopped' : 'scan.unseen')} isAlert />}
      <Received scan={scan} onAgain={() => scanner.current?.beginAgain()} />
      {scan.stage === 'taking' && <p role="status">{t('scan.checking')}</p>}
      {scan.outcome && <Came scan={scan} />}
      <Trouble scan={scan} />
      {isOn && <Button icon="close" label={t('scan.stop')} onPress={() => scanner.current?.stop()} />}
      {(scan.stage === 'off' || scan.stage === 'done') && (
        <>
          <Button
            icon="camera"
            label={t(scan.stage === 'done' ? 'scan.again' : scan.reception ? 'scan.go-on' : 'scan.start')}
            kind={scan.stage === 'done' ? 'plain' : 'main'}
            onPress={start}
          />
          <FileButton
            icon="picture"
            label={t('scan.photograph')}
            isMain={false}
            accept="image/*"
            onFile={(file) => void scanner.current?.readPhotograph(file)}
          />
          <Button icon="file" label={t('scan.file')} onPress={() => void go({ screen: 'take' })} />
          <p class={sheet.soft}>{t('scan.private')}</p>
        </>
      )}
    </>
  );
}

/** Whether the camera has been open for a while and no code came: something to do, then, and not only to wait. */
function useQuiet({ stage, reception }: Scan): boolean {
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => {
    setQuiet(false);
    const timer = stage === 'on' ? setTimeout(() => setQuiet(true), quietMs) : undefined;
    return () => clearTimeout(timer);
  }, [stage, reception]);
  return isQuiet;
}

/** How much of a transfer is here. */
function Received({ scan, onAgain }: { readonly scan: Scan; readonly onAgain: () => void }) {
  const { reception, stage } = scan;
  if (!reception || stage === 'done') return null;
  const { known, of, length, spentMs, isOther, transfer } = reception;
  const text = t('scan.progress', { known, of });
  const kbPerSecond = spentMs > 0 ? ((length * known) / of / spentMs).toFixed(1) : null;
  return (
    <div class={sheet.stack} data-transfer={transfer}>
      <p role="status">{text}</p>
      <progress class={styles.bar} max={of} value={known} aria-label={text} />
      <p class={sheet.soft}>
        {t('scan.size', { n: Math.ceil(length / 1000) })}
        {kbPerSecond !== null && ` · ${t('scan.speed', { n: kbPerSecond })}`}
      </p>
      {isOther && (
        <Box tone="old" title={t('scan.other')} isAlert>
          <span>{t('scan.other-text')}</span>
          <Button icon="code" label={t('scan.other-take')} onPress={onAgain} />
        </Box>
      )}
    </div>
  );
}

/** What came of a file that was whole. */
function Came({ scan: { outcome, reception } }: { readonly scan: Scan }) {
  if (!outcome) return null;
  return (
    <>
      <TakenBox taking={{ page: null }} result={outcome} />
      {reception && reception.spentMs > 0 && (
        <p class={sheet.soft} data-ms={Math.round(reception.spentMs)} data-bytes={reception.length}>
          {t('scan.account', { n: Math.ceil(reception.length / 1000), s: Math.ceil(reception.spentMs / 1000) })}
        </p>
      )}
      {outcome.kind === 'guide' && (
        <Button icon="give" label={t('give.title')} onPress={() => void go({ screen: 'give' })} />
      )}
    </>
  );
}

function Trouble({ scan: { trouble, note } }: { readonly scan: Scan }) {
  if (trouble) {
    return (
      <Box tone="old" title={t(`scan.${trouble}`)} isAlert>
        <span>{t(`scan.${trouble}-text`)}</span>
      </Box>
    );
  }
  return note && <Box tone="old" title={t(`scan.${note}`)} isAlert />;
}
