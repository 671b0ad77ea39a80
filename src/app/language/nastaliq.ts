// Urdu in Nastaliq, for those who choose it: its font is fetched once, kept with the guide, and never waited for.

import fontUrl from '@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2?url';
import { isAppError } from '../../core/errors.ts';
import { handNote } from '../../core/note-names.ts';
import { getWorld, setState } from '../world.ts';

/** What the voter is told before it is fetched. */
export const fontKilobytes = 160;
const maxBytes = 200_000;
const fontNote = 'nastaliq';
const family = 'Nishan Nastaliq';

/** Writes Nastaliq from now on. The text stands as it is until the font is here. */
export async function chooseNastaliq(): Promise<void> {
  const font = (await readKept()) ?? (await fetchFont());
  if (!font || !(await show(font))) {
    setState({ trouble: { code: 'source/unreachable' } });
    return;
  }
  await keep(fontNote, font);
  await keep(handNote, 'nastaliq');
  setState({ isNastaliq: true });
}

/** Writes Naskh again; the font goes from this phone. */
export async function chooseNaskh(): Promise<void> {
  delete document.documentElement.dataset.hand;
  setState({ isNastaliq: false });
  await keep(handNote, null);
  await keep(fontNote, null);
}

/** Writes as it was chosen at an earlier visit. */
export async function showChosenHand(): Promise<void> {
  const font = await readKept();
  if (font && (await show(font))) setState({ isNastaliq: true });
}

async function readKept(): Promise<Uint8Array | null> {
  const font = await getWorld().vault.readNote(fontNote);
  return font instanceof Uint8Array ? font : null;
}

async function fetchFont(): Promise<Uint8Array | null> {
  try {
    const response = await getWorld().fetch(fontUrl);
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > maxBytes) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length <= maxBytes ? bytes : null;
  } catch {
    return null;
  }
}

/** @returns false where the browser does not take it for a font */
async function show(font: Uint8Array): Promise<boolean> {
  try {
    document.fonts.add(await new FontFace(family, font.slice().buffer).load());
  } catch {
    return false;
  }
  document.documentElement.dataset.hand = 'nastaliq';
  return true;
}

async function keep(note: string, value: unknown): Promise<void> {
  try {
    await getWorld().vault.keepNote(note, value);
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
  }
}
