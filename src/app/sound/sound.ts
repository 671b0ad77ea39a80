// Plays a clip of the guide by a tap, one at a time and never longer than twenty seconds; the bytes are verified and are
// known to be a sound before the browser's decoder sees them. Where there is no clip the phone's own voice may read.

import { isAppError } from '../../core/errors.ts';
import { type Clip, maxClipSeconds } from '../../core/guide/media.ts';
import { readBlob } from '../../core/held/held.ts';
import { fetchBlobs } from '../../core/ingest/fetch-blobs.ts';
import { soundType } from '../../core/sound-type.ts';
import { plain, t } from '../say.ts';
import { openSeveral } from '../sync/several-mirrors.ts';
import { getWorld, onOtherGuide } from '../world.ts';
import { type Sound, type SoundFailure, silence, sounding } from './sounding.ts';
import { localVoice } from './voices.ts';

let end: (() => void) | null = null;

// A phone that is put away goes on talking otherwise.
document.addEventListener('visibilitychange', () => document.hidden && stopSound());
onOtherGuide(() => stopSound());

/** Plays, or stops what this button plays. Whatever else is heard ends. */
export async function toggleSound(key: string, sound: Sound): Promise<void> {
  const isOwn = sounding.get().key === key;
  stopSound();
  if (isOwn) return;
  const controller = new AbortController();
  end = () => controller.abort();
  sounding.set({ ...silence, key, phase: 'fetching' });
  const failed = await ('clip' in sound ? playClip(sound.clip, controller.signal) : speak(sound, controller.signal));
  if (controller.signal.aborted) return;
  end = null;
  sounding.set({ ...silence, failed: failed && { key, why: failed } });
}

/** Ends what is heard. @param key only where this button began it */
export function stopSound(key?: string): void {
  if (key !== undefined && sounding.get().key !== key) return;
  end?.();
  end = null;
  sounding.set(silence);
}

/** @returns why it could not be heard */
async function playClip(clip: Clip, signal: AbortSignal): Promise<SoundFailure | null> {
  const bytes = await bytesOf(clip, signal);
  if (signal.aborted) return null;
  if (!bytes) return 'absent';
  const type = soundType(bytes);
  if (!type) return 'refused';
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  const isPlayed = await playAddress(url, clip, signal);
  URL.revokeObjectURL(url);
  return isPlayed ? null : 'refused';
}

/** What is kept, else what a mirror has; it is verified either way. */
async function bytesOf({ blob }: Clip, signal: AbortSignal): Promise<Uint8Array | null> {
  const { vault } = getWorld();
  const kept = await readBlob(vault, blob);
  if (kept) return kept;
  try {
    await fetchBlobs(vault, await openSeveral(), [blob], signal);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
  return readBlob(vault, blob);
}

/** @returns false where the browser cannot play it */
function playAddress(url: string, clip: Clip, signal: AbortSignal): Promise<boolean> {
  const audio = new Audio(url);
  return new Promise((resolve) => {
    const finish = (isPlayed: boolean): void => {
      audio.pause();
      audio.removeAttribute('src');
      showTitle(null);
      resolve(isPlayed);
    };
    audio.addEventListener('timeupdate', () => {
      if (signal.aborted) return;
      sounding.set({ seconds: audio.currentTime, total: totalOf(audio, clip) });
      if (audio.currentTime >= maxClipSeconds) finish(true);
    });
    audio.addEventListener('playing', () => !signal.aborted && sounding.set({ phase: 'playing' }));
    audio.addEventListener('ended', () => finish(true));
    audio.addEventListener('error', () => finish(false));
    signal.addEventListener('abort', () => finish(true));
    showTitle(clip);
    audio.play().catch(() => finish(signal.aborted));
  });
}

function totalOf({ duration }: HTMLAudioElement, { seconds = 0 }: Clip): number {
  return Math.min(maxClipSeconds, Number.isFinite(duration) ? duration : seconds);
}

/** The phone shows what is played: a computer's voice is named there too. */
function showTitle(clip: Clip | null): void {
  if (!('mediaSession' in navigator) || typeof MediaMetadata !== 'function') return;
  const title = clip && [plain(clip.title), ...(clip.synthetic ? [t('sound.synthetic')] : [])].join(' · ');
  navigator.mediaSession.metadata = title ? new MediaMetadata({ title, artist: plain(clip?.voice) }) : null;
}

/** @returns why it could not be heard */
function speak(
  { text, language }: { readonly text: string; readonly language: string },
  signal: AbortSignal,
): Promise<SoundFailure | null> {
  const voice = localVoice(language);
  if (!voice) return Promise.resolve('absent');
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  return new Promise((resolve) => {
    const finish = (failed: SoundFailure | null): void => {
      clearTimeout(timer);
      speechSynthesis.cancel();
      resolve(failed);
    };
    const timer = setTimeout(() => finish(null), maxClipSeconds * 1000);
    utterance.onstart = () => !signal.aborted && sounding.set({ phase: 'playing' });
    utterance.onend = () => finish(null);
    utterance.onerror = () => finish(signal.aborted ? null : 'refused');
    signal.addEventListener('abort', () => finish(null));
    speechSynthesis.speak(utterance);
  });
}
