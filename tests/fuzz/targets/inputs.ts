// How inputs of one kind become others of the same kind.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { changeBytes } from '../change-bytes.ts';
import { changeJson, type Json } from '../change-json.ts';
import { changeText, oddTexts } from '../change-text.ts';
import type { FuzzTarget } from '../target.ts';

type Change = FuzzTarget['change'];

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
/** What is no UTF-8 comes out with a mark in its place. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
export const deflated = (json: Json): Uint8Array => new Uint8Array(deflateRawSync(JSON.stringify(json), { level: 1 }));

/** Texts as they are typed, pasted and scanned; one in ten changed as bytes. */
export const changeAsText: Change = (random, input, pool) => {
  if (random.chance(0.1)) return changeBytes(random, input, pool);
  return utf8(changeText(random, textOf(input), [textOf(random.pick(pool)).slice(0, 200), random.pick(oddTexts)]));
};

/** JSON by its values; one in ten as text, one in ten as bytes. */
export const changeAsJson: Change = (random, input, pool) => {
  const value = parsed(textOf(input));
  const dice = random.next();
  if (value === undefined || dice < 0.1) return changeBytes(random, input, pool);
  if (dice < 0.2) return changeAsText(random, input, pool);
  return utf8(JSON.stringify(changeJson(random, value)));
};

/** Deflated JSON; one in ten as bytes. */
export const changeAsPacked: Change = (random, input, pool) => {
  const text = inflatedText(input);
  const value = text === null ? undefined : parsed(text);
  if (value === undefined || random.chance(0.1)) return changeBytes(random, input, pool);
  return deflated(changeJson(random, value));
};

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function inflatedText(bytes: Uint8Array): string | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: 8_000_000 }).toString();
  } catch {
    return null;
  }
}
