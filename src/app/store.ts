// One small store: get, set, subscribe. Screens read it; only actions write it.

export interface Store<T extends object> {
  get(): T;
  /** Puts these fields in place and tells everybody, once. */
  set(patch: Partial<T>): void;
  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void;
}

/** Makes a store that holds `first`. */
export function createStore<T extends object>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(patch) {
      value = { ...value, ...patch };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
