// What is heard now, told to the buttons on the screen. One thing at a time; how it is played is sound.ts.
import type { Clip } from '../../core/guide/media.ts';
import { createStore } from '../store.ts';

/** Something that can be heard: a recorded clip, or a text that the phone's own voice reads. */
export type Sound = { readonly clip: Clip } | { readonly text: string; readonly language: string };

export interface Sounding {
  /** Which button began it; null where nothing is heard. */
  readonly key: string | null;
  readonly phase: 'fetching' | 'playing';
  /** Seconds heard, and how many there are; 0 where nobody knows. */
  readonly seconds: number;
  readonly total: number;
  /** The button whose sound could not be heard, and why. */
  readonly failed: { readonly key: string; readonly why: SoundFailure } | null;
}

/** `absent`: not on this phone, and nobody gives it now. `refused`: its bytes are no sound, or do not play. */
export type SoundFailure = 'absent' | 'refused';

export const silence: Sounding = { key: null, phase: 'playing', seconds: 0, total: 0, failed: null };

export const sounding = createStore<Sounding>(silence);
