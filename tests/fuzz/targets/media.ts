// Pictures and sounds: told by their first bytes, whole, and drawings that draw nothing but themselves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureType } from '../../../src/core/picture/picture-type.ts';
import { svgFault } from '../../../src/core/picture/svg-fault.ts';
import { soundType } from '../../../src/core/sound-type.ts';
import { pictureFault } from '../../../src/publisher/check/files/picture-fault.ts';
import { soundSeconds } from '../../../src/publisher/check/files/sound-length.ts';
import { drawPicture } from '../../../src/publisher/pictures/draw-picture.ts';
import { changeBytes } from '../change-bytes.ts';
import type { Corpus } from '../corpus.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsText, textOf, utf8 } from './inputs.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:url(#g)}</style><defs><linearGradient id="g"><stop offset="0"/></linearGradient><g id="b"><path class="a" d="M0 0h9"/></g></defs><use href="#b"/><!-- x --></svg>`;
const mp3 = Uint8Array.from([0xff, 0xfb, 0x90, 0x00, ...new Uint8Array(413)]);
const mp4 = Buffer.from('00000014667479704d344120000000004d34412000000008mdat'.replace('mdat', '6d646174'), 'hex');

/** @param sounds src/publisher/example/sounds */
export function mediaTargets(corpus: Corpus, sounds: string): readonly FuzzTarget[] {
  const opus = new Uint8Array(readFileSync(join(sounds, 'step-1.en.ogg')));
  const pictures = [png, webp, gif].map((bytes) => new Uint8Array(bytes));
  const drawings = corpus.blobs.filter((blob) => pictureType(blob) === 'image/svg+xml');
  return [
    {
      name: 'pictures',
      seeds: [...pictures, utf8(svg), ...drawings.slice(0, 6)],
      change: changeBytes,
      run(bytes) {
        const type = pictureType(bytes);
        const fault = pictureFault('a', bytes);
        mustHold(fault !== null || type !== null || bytes.length > 0, 'what can be published is known');
        return fault?.code ?? type ?? 'gif';
      },
    },
    {
      name: 'drawings',
      seeds: [utf8(svg), ...drawings],
      change: changeAsText,
      run(bytes) {
        const fault = svgFault(bytes);
        const text = textOf(bytes);
        mustHold(
          fault !== null || !/<script|<foreignObject|<image|\son[a-z]+\s*=/i.test(withoutWords(text)),
          'no script',
        );
        mustHold(fault !== null || !leadsOut(withoutWords(text)), 'no way out');
        return fault === null ? 'drawing' : fault.replace(/[<"].*/, '');
      },
    },
    {
      name: 'drawn',
      seeds: [...pictures, utf8(svg)],
      share: 0.01,
      change: changeBytes,
      async run(bytes) {
        if (pictureFault('a', bytes) !== null) return 'refused';
        const drawn = await drawPicture(bytes, 16);
        mustHold(drawn === null || drawn.grey.length === 256, 'a square');
        return drawn ? 'drawn' : 'not drawn';
      },
    },
    {
      name: 'sounds',
      seeds: [opus, mp3, new Uint8Array(mp4)],
      change: changeBytes,
      run(bytes) {
        const type = soundType(bytes);
        const seconds = type === null ? null : soundSeconds(bytes, type);
        mustHold(seconds === null || (seconds >= 0 && Number.isFinite(seconds)), 'a length is a number');
        return `${type} ${seconds === null}`;
      },
    },
  ];
}

/** Attribute by attribute: the value of one may read like another. */
function leadsOut(markup: string): boolean {
  const attributes = markup.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return [...attributes].some(
    ([, name = '', double, single]) => /(?:href|src)$/i.test(name) && !/^\s*#/.test(double ?? single ?? ''),
  );
}

/** Words between tags and comments are no markup. */
function withoutWords(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, '').replace(/>[^<]*/g, '>');
}
