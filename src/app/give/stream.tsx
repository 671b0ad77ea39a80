// The guide as moving codes: as large as the screen allows, dark on white in every theme, with speed, pause and progress.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Exported } from '../../core/bundle/export.ts';
import { AppError } from '../../core/errors.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { keepAwake } from '../scan/keep-awake.ts';
import { getState } from '../world.ts';
import { type CodeStream, openCodeStream, type Pace, paces, playCodes } from './code-stream.ts';
import { codeSide, openCodeCanvas } from './frame-code.ts';
import { packCodes, packGiven } from './pack-given.ts';
import styles from './stream.module.css';
import { noteTried } from './tried.ts';

interface Ready {
  readonly pack: Exported;
  readonly bytes: number;
  readonly codes: CodeStream;
}

/** `large`: more than one transfer takes. `none`: nothing is here that another phone could verify. */
type Prepared = Ready | 'packing' | 'large' | 'none';

async function prepare(): Promise<Prepared> {
  const pack = await packGiven();
  if (!pack) return 'none';
  const bytes = packCodes(pack);
  try {
    return { pack, bytes: bytes.length, codes: await openCodeStream(bytes) };
  } catch (error) {
    return error instanceof AppError ? 'large' : 'none';
  }
}

export function Stream() {
  const { head } = getState();
  const [prepared, setPrepared] = useState<Prepared>('packing');
  useEffect(() => {
    if (!head) return undefined;
    let isHere = true;
    void prepare().then((done) => isHere && setPrepared(done));
    return () => {
      isHere = false;
    };
  }, [head]);
  return (
    <>
      <h1 tabIndex={-1}>{t('stream.title')}</h1>
      {!head && <NoGuideYet />}
      {head && prepared === 'packing' && <p role="status">{t('give.packing')}</p>}
      {head && prepared === 'none' && <Box tone="old" title={t('give.nothing')} isAlert />}
      {prepared === 'large' && (
        <Box tone="old" title={t('stream.large')} isAlert>
          <Button icon="list" label={t('stream.fewer')} onPress={() => void go({ screen: 'give' })} />
        </Box>
      )}
      {typeof prepared === 'object' && <Player ready={prepared} />}
    </>
  );
}

const slowest: Pace = 5;
const usual: Pace = 10;

function wantsLessMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function Player({ ready }: { readonly ready: Ready }) {
  const [isCalm] = useState(wantsLessMotion);
  const [pace, setPace] = useState<Pace>(isCalm ? slowest : usual);
  const [isPlaying, setPlaying] = useState(!isCalm);
  const [shown, setShown] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useRef<ReturnType<typeof openCodeCanvas> | null>(null);
  useEffect(() => {
    if (!canvas.current) return;
    draw.current = openLargest(canvas.current);
    // One that stands still until somebody asks for more.
    if (isCalm) draw.current(ready.codes.next());
  }, []);
  useEffect(() => {
    if (!isPlaying || !draw.current) return undefined;
    void noteTried('code');
    const letSleep = keepAwake();
    const stop = playCodes(ready.codes, pace, draw.current, () => setShown((count) => count + 1));
    return () => {
      stop();
      letSleep();
    };
  }, [isPlaying, pace]);
  const { count } = ready.codes;
  const inPass = shown === 0 ? 0 : ((shown - 1) % count) + 1;
  const progress = t('stream.pass', { n: inPass, of: count });
  return (
    <>
      <div class={styles.paper}>
        <canvas ref={canvas} class={styles.code} role="img" aria-label={t('stream.code')} />
      </div>
      <progress class={styles.bar} max={count} value={inPass} aria-label={progress} />
      <p>
        <b>{t('stream.how')}</b>
      </p>
      <p class={sheet.soft}>
        {t('stream.size', {
          n: Math.ceil(ready.bytes / 1000),
          s: Math.ceil(count / pace),
          edition: ready.pack.edition,
        })}
      </p>
      {isCalm && !isPlaying && <Box tone="note" title={t('stream.moving')} />}
      <Button
        icon={isPlaying ? 'pause' : 'forward'}
        label={t(isPlaying ? 'stream.pause' : 'stream.play')}
        kind={isPlaying ? 'plain' : 'main'}
        onPress={() => setPlaying(!isPlaying)}
      />
      <Paces chosen={pace} onChoose={setPace} />
      <p class={sheet.soft}>{t('stream.slower')}</p>
    </>
  );
}

/** How many codes a second: a friend's camera may be slow. */
function Paces({ chosen, onChoose }: { readonly chosen: Pace; onChoose(pace: Pace): void }) {
  return (
    <fieldset class={styles.paces}>
      <legend>{t('stream.pace')}</legend>
      {paces.map((each) => (
        <button
          type="button"
          key={each}
          class={styles.pace}
          aria-pressed={each === chosen}
          onClick={() => onChoose(each)}
        >
          <bdi>{each}</bdi>
        </button>
      ))}
    </fieldset>
  );
}

/** As large as its place allows with whole points a module. */
function openLargest(canvas: HTMLCanvasElement): ReturnType<typeof openCodeCanvas> {
  const room = (canvas.parentElement?.clientWidth ?? 0) * devicePixelRatio;
  const scale = Math.max(1, Math.floor(room / codeSide));
  const paint = openCodeCanvas(canvas, scale);
  canvas.style.inlineSize = `${canvas.width / devicePixelRatio}px`;
  return paint;
}
