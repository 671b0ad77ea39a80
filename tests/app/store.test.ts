import { expect, it, vi } from 'vitest';
import { createStore } from '../../src/app/store.ts';

it('changes the fields that are given and keeps the others', () => {
  const store = createStore({ a: 1, b: 2 });
  store.set({ b: 3 });
  expect(store.get()).toEqual({ a: 1, b: 3 });
});

it('makes a new value, so that an old one can be compared', () => {
  const store = createStore({ a: 1 });
  const before = store.get();
  store.set({ a: 2 });
  expect(before).toEqual({ a: 1 });
  expect(store.get()).not.toBe(before);
});

it('tells every listener once, also when one ends its subscription meanwhile', () => {
  const store = createStore({ a: 1 });
  const second = vi.fn();
  const end = store.subscribe(() => end());
  store.subscribe(second);
  store.set({ a: 2 });
  store.set({ a: 3 });
  expect(second).toHaveBeenCalledTimes(2);
});

it('tells nobody after the subscription ended', () => {
  const store = createStore({ a: 1 });
  const listener = vi.fn();
  store.subscribe(listener)();
  store.set({ a: 2 });
  expect(listener).not.toHaveBeenCalled();
});
