// Scanning: the camera or a photograph, one code after another, until a file is whole. The picture never leaves the page:
// it is read where it is shown, nothing of it is kept, and the camera is let go on leaving, on hiding, and at the end.

import { isAppError } from '../../core/errors.ts';
import { isMessage, putMessage } from '../check/message.ts';
import { metHere } from '../guides/met-here.ts';
import { go } from '../navigate.ts';
import { type Taken, takeOne } from '../take/take-in.ts';
import { openMeeting } from '../who/comparing.ts';
import { type CameraTrouble, closeCamera, openCamera } from './camera.ts';
import { type CodeKind, codeKind } from './code-kind.ts';
import { type CodeReader, openCodeReader } from './code-reader.ts';
import { readPhotoCode } from './photo-code.ts';
import { openReceiver, type Reception } from './receiver.ts';

/** What the screen shows. */
export interface Scan {
  /** `taking`: a file is whole and is being checked. */
  readonly stage: 'off' | 'asking' | 'on' | 'taking' | 'done';
  readonly trouble: CameraTrouble | 'no-reader' | null;
  readonly reception: Reception | null;
  /** What was wrong with the last thing that was scanned. */
  readonly note: 'not-ours' | 'no-code' | 'newer' | 'damaged' | null;
  readonly outcome: Taken | null;
}

export const scanAtRest: Scan = { stage: 'off', trouble: null, reception: null, note: null, outcome: null };

export interface Scanner {
  /** Opens the camera and shows it. Only on a tap: the browser asks. */
  start(video: HTMLVideoElement): Promise<void>;
  /** Reads a code from a picture that was taken before. */
  readPhotograph(file: Blob): Promise<void>;
  /** Forgets a transfer that was begun. */
  beginAgain(): void;
  /** Lets the camera go; what was received stays for as long as the screen does. */
  stop(): void;
}

/** When no picture comes, it is seen whether scanning has been stopped. */
const pictureMs = 250;

/** @param onChange told of each change */
export function openScanner(onChange: (scan: Scan) => void): Scanner {
  const receiver = openReceiver();
  let scan = scanAtRest;
  let stream: MediaStream | null = null;
  let reader: Promise<CodeReader> | null = null;
  let lastText = '';
  const show = (patch: Partial<Scan>): void => {
    scan = { ...scan, ...patch };
    onChange(scan);
  };
  const isAsking = (): boolean => scan.stage === 'asking';
  const letGo = (): void => {
    if (stream) closeCamera(stream);
    stream = null;
  };
  const stop = (): void => {
    letGo();
    if (scan.stage === 'on' || scan.stage === 'asking') show({ stage: 'off' });
  };
  const openReader = (): Promise<CodeReader> => {
    reader ??= openCodeReader();
    // To be tried again with the next tap.
    reader.catch(() => {
      reader = null;
    });
    return reader;
  };

  /** Where every scanned text goes. */
  async function onCode(text: string): Promise<void> {
    if (text === lastText) return;
    lastText = text;
    try {
      const code = codeKind(text);
      if (code.kind === 'frame') {
        const whole = receiver.take(code.frame, performance.now());
        show({ reception: receiver.state(), note: null });
        if (whole) await takeIn(whole);
      } else if (await openMeeting(text)) stop();
      else {
        const follow = wayOf(code, text);
        if (!follow) return show({ note: 'not-ours' });
        stop();
        await follow();
      }
    } catch (error) {
      if (!isAppError(error)) throw error;
      // The next codes would take the words away again.
      stop();
      const note = error.code === 'format/newer-app-needed' ? 'newer' : 'damaged';
      show({ reception: receiver.state(), note });
    }
  }

  async function takeIn(file: Uint8Array): Promise<void> {
    letGo();
    show({ stage: 'taking' });
    const outcome = await takeOne(new Blob([file as Uint8Array<ArrayBuffer>]));
    show({ stage: 'done', outcome });
  }

  return {
    stop,
    beginAgain() {
      receiver.beginAgain();
      lastText = '';
      show({ reception: null, note: null, outcome: null });
    },
    async start(video) {
      if (scan.stage === 'asking' || scan.stage === 'on') return;
      if (scan.stage === 'done') receiver.beginAgain();
      lastText = '';
      show({ stage: 'asking', trouble: null, note: null, outcome: null, reception: receiver.state() });
      const answer = await openCamera();
      if (typeof answer === 'string') return show({ stage: 'off', trouble: answer });
      // Left while the browser asked.
      if (!isAsking()) return closeCamera(answer);
      stream = answer;
      try {
        const eye = await openReader();
        video.srcObject = answer;
        await video.play();
        if (stream !== answer) return;
        show({ stage: 'on' });
        while (stream === answer) {
          await nextPicture(video);
          const text = stream === answer ? await eye.read(video) : null;
          if (text !== null && stream === answer) await onCode(text);
        }
      } catch (error) {
        if (isAppError(error)) throw error;
        const isCurrent = stream === answer;
        closeCamera(answer);
        if (!isCurrent) return;
        stream = null;
        show({ stage: 'off', trouble: 'no-reader' });
      } finally {
        video.srcObject = null;
      }
    },
    async readPhotograph(file) {
      stop();
      show({ trouble: null, note: null });
      const text = await readPhotoCode(file, openReader);
      lastText = '';
      if (text === null) show({ note: 'no-code' });
      else await onCode(text);
    },
  };
}

function nextPicture(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 'requestVideoFrameCallback' in video ? pictureMs : 30);
    if (!('requestVideoFrameCallback' in video)) return;
    video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The screen that a code leads to; null where it leads nowhere here. */
function wayOf(code: CodeKind, text: string): (() => unknown) | null {
  if (isToCheck(code, text)) {
    return () => {
      putMessage(text);
      return go({ screen: 'check' });
    };
  }
  if (code.kind === 'link') {
    return () => {
      location.hash = code.hash;
    };
  }
  // Shown, not asked: the voter adds it, or not.
  return code.kind === 'address' ? () => go({ screen: 'sources', typed: code.address }) : null;
}

/** Words, and what the publisher has warned of: shown beside what is known of them, and nothing is followed. */
function isToCheck(code: CodeKind, text: string): boolean {
  const isKnown = (): boolean => metHere({ text }).length > 0;
  if (code.kind === 'not-ours') return isMessage(text) || isKnown();
  // A slip is signed, whoever's address stands before it.
  return code.kind === 'link' && !code.hash.startsWith('#/s/') && isKnown();
}
