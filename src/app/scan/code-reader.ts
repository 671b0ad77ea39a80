// Reads a QR code from a picture: by the phone's own detector where it has one that works, else by a library that is
// fetched with the first picture. Nothing of a picture is kept.
import { openCodeCanvas, openFrameCoder } from '../give/frame-code.ts';

/** What a picture is drawn from. */
export type PictureSource = HTMLVideoElement | ImageBitmap;

export interface CodeReader {
  /** The text of a code in the picture; null where there is none to be read. */
  read(source: PictureSource): Promise<string | null>;
}

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}

type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

/** More pixels take longer and tell no more: a code of 125 modules has five each. */
const maxSide = 720;
/** What a photograph is read at: codes in it are small. */
const maxPhotoSide = 1_600;
/** Dense enough that a detector which only reads small codes fails at it. */
const sample = 'NISHAN 0123456789 '.repeat(40);

/** Makes a reader. @throws TypeError where the library is wanted and cannot be had now */
export async function openCodeReader(): Promise<CodeReader> {
  const native = await workingDetector();
  return native ? readBy(native) : readByLibrary();
}

function readBy(detector: Detector): CodeReader {
  return {
    async read(source) {
      const found = await detector.detect(source).catch(() => []);
      return found[0]?.rawValue || null;
    },
  };
}

async function readByLibrary(): Promise<CodeReader> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return {
    async read(source) {
      const picture = context && drawn(context, source);
      if (!picture) return null;
      try {
        return decodeQR(picture);
      } catch {
        // No code in it, or a blurred one: the next picture may do.
        return null;
      }
    },
  };
}

/** The middle square of a video, where the voter aims; all of a photograph. */
function drawn(context: CanvasRenderingContext2D, source: PictureSource): ImageData | null {
  const isVideo = 'videoWidth' in source;
  const width = isVideo ? source.videoWidth : source.width;
  const height = isVideo ? source.videoHeight : source.height;
  if (width === 0 || height === 0) return null;
  const side = Math.min(width, height);
  const [w, h] = isVideo ? [side, side] : [width, height];
  const scale = Math.min(1, (isVideo ? maxSide : maxPhotoSide) / Math.max(w, h));
  const [toWidth, toHeight] = [Math.max(1, Math.round(w * scale)), Math.max(1, Math.round(h * scale))];
  const { canvas } = context;
  if (canvas.width !== toWidth || canvas.height !== toHeight) {
    canvas.width = toWidth;
    canvas.height = toHeight;
  }
  context.drawImage(source, (width - w) / 2, (height - h) / 2, w, h, 0, 0, toWidth, toHeight);
  return context.getImageData(0, 0, toWidth, toHeight);
}

/** Some phones have a detector that finds nothing, or that waits for a download: it has to read a known code first. */
async function workingDetector(): Promise<Detector | null> {
  const { BarcodeDetector } = globalThis as { readonly BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector) return null;
  try {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    const found = await Promise.race([detector.detect(await sampleCode()), late()]);
    return found?.[0]?.rawValue === sample ? detector : null;
  } catch {
    return null;
  }
}

const detectMs = 1_500;

function late(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), detectMs));
}

async function sampleCode(): Promise<HTMLCanvasElement> {
  const encode = await openFrameCoder();
  const canvas = document.createElement('canvas');
  openCodeCanvas(canvas, 4)(encode(sample, 0));
  return canvas;
}
