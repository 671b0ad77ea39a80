// Finding the bundle in a file that a stranger gave: whatever stands around it, in one pass.
import { describe, expect, it } from 'vitest';
import {
  bundleMark,
  carrierMark,
  maxCarrierBytes,
  readCarrier,
  readCarrierText,
} from '../../../src/core/bundle/carrier.ts';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { encodeBase64 } from '../../../src/core/encoding/base64.ts';
import { codeOf } from '../ingest/ingest-helpers.ts';

const bundle = Uint8Array.of(0x50, 0x4b, 3, 4, 200, 0, 7);
const id = 'ab'.repeat(32);
const head = `<html><head>${carrierMark}1 ${id} en,ur"></head>`;
const field = `${bundleMark}${encodeBase64(bundle)}">`;

const read = (html: string) => readCarrier(encodeUtf8(html));
const codeFor = (html: string) => codeOf(Promise.resolve(html).then(read));

describe('readCarrier', () => {
  it('gives the bundle and what the page says of itself', () => {
    expect(read(`${head}<body>${field}</body></html>`)).toEqual({
      bundle,
      shell: { form: 1, id, languages: ['en', 'ur'] },
    });
  });

  it('needs no mark, and takes one from the head alone', () => {
    expect(read(field).shell).toBeNull();
    expect(read(`${' '.repeat(4_096)}${head}${field}`).shell).toBeNull();
    expect(read(`${head.replace('en,ur', '"><script>')}${field}`).shell).toBeNull();
    expect(read(`${head.replace('1 ab', '1 AB')}${field}`).shell).toBeNull();
  });

  it('is not led astray by a part of the mark', () => {
    expect(read(`<input id="nishan-bundle" <<<<${bundleMark.slice(0, -2)}${field}`).bundle).toEqual(bundle);
  });

  it.each([
    ['a page of another kind', '<!doctype html><p>Hello</p>'],
    ['nothing', ''],
    ['an empty field', `${bundleMark}">`],
    ['a file that was cut', field.slice(0, -4)],
    ['other letters', `${bundleMark}UEsD<script>"`],
  ])('refuses %s', async (_, html) => {
    expect(await codeFor(html)).toBe('format/no-bundle');
  });

  it('refuses what is far too long, unread', async () => {
    const vast = { length: maxCarrierBytes + 1 } as Uint8Array;
    expect(await codeOf(Promise.resolve(vast).then(readCarrier))).toBe('format/too-long');
  });

  it('takes time in proportion, whatever is repeated in it', () => {
    const hostile = encodeUtf8(bundleMark.slice(0, -1).repeat(60_000));
    const started = performance.now();
    expect(() => readCarrier(hostile)).toThrow('format/no-bundle');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('readCarrierText', () => {
  it('takes the base64 alone, with the line ends of a chat', () => {
    const lines = encodeBase64(bundle).replace(/(.{8})/g, '$1\r\n');
    expect(readCarrierText(`\n ${lines}`)).toEqual({ bundle, shell: null });
  });

  it('takes the source of a page', () => {
    expect(readCarrierText(head + field).shell?.id).toBe(id);
  });

  it('refuses other text', async () => {
    expect(await codeOf(Promise.resolve('Vote on Monday').then(readCarrierText))).toBe('format/no-bundle');
    expect(await codeOf(Promise.resolve('UEsDB!').then(readCarrierText))).toBe('format/no-bundle');
  });
});
