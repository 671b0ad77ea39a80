// A store of one screen alone: whoever uses it is drawn again when it changes.
import { useEffect, useState } from 'preact/hooks';
import type { Store } from '../store.ts';

export function useStore<T extends object>(store: Store<T>): T {
  const [value, setValue] = useState(store.get());
  useEffect(() => {
    setValue(store.get());
    return store.subscribe(() => setValue(store.get()));
  }, [store]);
  return value;
}
