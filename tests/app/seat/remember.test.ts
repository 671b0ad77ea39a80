// Remembering voters: kept as one note, forgotten with it, brought back, and never kept where the phone refuses.
import { beforeEach, expect, it } from 'vitest';
import { forgetVoter, readRemembered, rememberVoter, undoForget } from '../../../src/app/seat/remember.ts';
import { getState, type World } from '../../../src/app/world.ts';
import { AppError } from '../../../src/core/errors.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { openTestWorld } from '../opened-world.ts';

let world: World;

beforeEach(() => {
  world = openTestWorld();
});

const kept = (): Promise<unknown> => world.vault.readNote('seat');

it('keeps each voter, and forgets one without the others', async () => {
  await rememberVoter(['NA-1', 'PA-1']);
  await rememberVoter(['NA-2']);
  expect(getState().voters).toEqual([['NA-1', 'PA-1'], ['NA-2']]);
  expect(await kept()).toEqual(getState().voters);
  await forgetVoter(['NA-1', 'PA-1']);
  expect(await kept()).toEqual([['NA-2']]);
  expect((await readRemembered()).voters).toEqual([['NA-2']]);
});

it('brings back the one that was forgotten last, where it stood', async () => {
  await rememberVoter(['NA-1']);
  await rememberVoter(['NA-2']);
  await forgetVoter(['NA-1']);
  await undoForget();
  expect(await kept()).toEqual([['NA-1'], ['NA-2']]);
  expect(getState().forgotten).toBeNull();
  await undoForget();
  expect(await kept()).toEqual([['NA-1'], ['NA-2']]);
});

it('leaves nothing of the last voter in the store', async () => {
  await rememberVoter(['NA-1']);
  await forgetVoter(['NA-1']);
  expect(await kept()).toBeNull();
});

it('adds to what another tab kept meanwhile', async () => {
  await rememberVoter(['NA-1']);
  await world.vault.keepNote('seat', [['NA-1'], ['NA-7']]);
  await rememberVoter(['NA-2']);
  expect(await kept()).toEqual([['NA-1'], ['NA-7'], ['NA-2']]);
});

it('says so where the phone keeps nothing, and claims nothing', async () => {
  const vault = memoryVault();
  openTestWorld({ vault: { ...vault, changeNote: () => Promise.reject(new AppError('store/full')) } });
  await rememberVoter(['NA-1']);
  expect(getState()).toMatchObject({ voters: [], trouble: { code: 'store/full' } });
});
