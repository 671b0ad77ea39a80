// What was brought in this visit, one thing after the other, with what came of each. Nothing of it is kept: not what a
// file was called, nor where it came from.

import { type AppError, isAppError } from '../../core/errors.ts';
import type { Met } from '../../core/guide/meaning/counterfeits.ts';
import type { Progress } from '../../core/ingest/ingest-options.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import type { CarrierPage } from '../../paper/carrier/carrier.ts';
import type { PageState } from '../../paper/carrier/judge-carrier.ts';
import { saveFile } from '../kit/save-file.ts';
import { createStore } from '../store.ts';
import { getWorld, onOtherGuide } from '../world.ts';
import { metGiven } from './met-given.ts';
import { type CarriedPage, fileSlices, type Given, type Taken, takeOne } from './take-in.ts';

export interface Taking {
  readonly id: number;
  /** As the phone calls the file; "" for a text. */
  readonly name: string;
  readonly bytes: number;
  readonly progress: Progress | null;
  /** null while it waits or is being read. */
  readonly result: Taken | null;
  /** What the publisher in use has said of it. */
  readonly met: readonly Met[];
  /** Of a carrier: what its page is, once it was compared; and the page as it should be. */
  readonly page: { readonly state: PageState; readonly clean: CarrierPage } | null;
}

interface TakeState {
  readonly takings: readonly Taking[];
  readonly isBusy: boolean;
}

/** What the screen shows of it. */
export const takeStore = createStore<TakeState>({ takings: [], isBusy: false });

/** More at once are left out: nobody gives so many by hand. */
export const maxAtOnce = 20;
/** Larger pages are taken and not compared: it costs the phone the same work once more. */
const maxComparedBytes = 24 * 1024 * 1024;

let nextId = 1;
let running: Promise<void> = Promise.resolve();
let controller = new AbortController();

/** Takes everything in, in order. @returns once the last of them has an outcome */
export function takeAll(given: readonly Given[]): Promise<void> {
  const added = given.slice(0, maxAtOnce).map((each) => ({ each, taking: takingOf(each) }));
  takeStore.set({ takings: [...takeStore.get().takings, ...added.map(({ taking }) => taking)], isBusy: true });
  const turn = running.then(async () => {
    const { signal } = controller;
    for (const { each, taking } of added) await takeNext(each, taking.id, signal);
  });
  const settled = turn.then(settle, settle);
  running = settled;
  return Promise.all([turn, settled]).then(() => undefined);
}

function takingOf(given: Given): Taking {
  const isText = typeof given === 'string';
  const name = !isText && 'name' in given && typeof given.name === 'string' ? given.name.slice(0, 100) : '';
  return {
    id: nextId++,
    name,
    bytes: isText ? given.length : given.size,
    progress: null,
    result: null,
    met: [],
    page: null,
  };
}

async function takeNext(given: Given, id: number, signal: AbortSignal): Promise<void> {
  const met = await metGiven(given);
  if (met.length > 0) change(id, { met });
  const result = await takeOne(given, { signal, onProgress: (progress) => change(id, { progress }) });
  change(id, { result });
  // Afterwards: the answer does not wait for it.
  if (result.kind === 'guide' && result.page && !signal.aborted) change(id, { page: await compare(result.page) });
}

/** The page that the bundle makes, beside the one that came; null where nothing can be said. */
async function compare({ file, carrier }: CarriedPage): Promise<Taking['page']> {
  if (file.size > maxComparedBytes) return null;
  const { root, now } = getWorld();
  try {
    const { judgeCarrier } = await import('../../paper/carrier/make-carrier.ts');
    const bytes = await fileSlices(file).slice(0, file.size);
    return await judgeCarrier(bytes, carrier, { root, verifiers: ed25519Verifiers, now: now() });
  } catch (error) {
    // A part of the app that is not kept yet, or a bundle that is older than what such a page can be made of.
    if (isAppError(error) || error instanceof TypeError) return null;
    throw error;
  }
}

function change(id: number, patch: Partial<Taking>): void {
  const takings = takeStore.get().takings.map((each) => (each.id === id ? { ...each, ...patch } : each));
  takeStore.set({ takings });
}

function settle(): void {
  const isBusy = takeStore.get().takings.some(({ result }) => result === null);
  takeStore.set({ isBusy });
  if (!isBusy && controller.signal.aborted) controller = new AbortController();
}

/** The voter stops it: what is being read, and what waits behind it. What was here is still here. */
export function stopTaking(): void {
  controller.abort();
}

/** Tells of something that came and could not be read at all. */
export function noteRefused(error: AppError): void {
  const taking: Taking = {
    id: nextId++,
    name: '',
    bytes: 0,
    progress: null,
    result: { kind: 'refused', error },
    met: [],
    page: null,
  };
  takeStore.set({ takings: [...takeStore.get().takings, taking] });
}

/** Puts the list of outcomes away. */
export function clearTaken(): void {
  takeStore.set({ takings: takeStore.get().takings.filter(({ result }) => result === null) });
}

onOtherGuide(() => takeStore.set({ takings: [], isBusy: false }));

/** Saves the page as its bundle makes it. */
export function saveClean({ name, html }: CarrierPage): void {
  saveFile({ name, type: 'text/html', content: html });
}
