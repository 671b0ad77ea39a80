// A part of a screen that the first answer can do without: its code and words are loaded where there is something for it to draw.
import type { ComponentChild, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { afterAnswer } from '../after-paint.ts';
import { bringAllWords } from '../language/bring-words.ts';

export interface LatePart<P extends object> {
  /** Draws nothing until its code is here; where that cannot be had, `otherwise`. */
  readonly Part: FunctionComponent<P & { readonly otherwise?: ComponentChild }>;
  /** Loads it before it is drawn, so that nothing moves; the screen waits for half a second at most. */
  bring(): Promise<unknown>;
}

/** An answer that is held is not kept waiting for long. */
const waitMs = 500;

/** @param load imports the part: `() => import('./x.tsx').then(({ X }) => X)` */
export function latePart<P extends object>(load: () => Promise<FunctionComponent<P>>): LatePart<P> {
  let Loaded: FunctionComponent<P> | null = null;
  let coming: Promise<boolean> | null = null;

  async function fetchIt(): Promise<boolean> {
    try {
      const [part, hasWords] = await Promise.all([load(), bringAllWords()]);
      if (!hasWords) return miss();
      Loaded = part;
      return true;
    } catch {
      return miss();
    }
  }
  /** Not kept yet, and out of reach: the next one who needs it asks again. */
  function miss(): false {
    coming = null;
    return false;
  }
  function ask(): Promise<boolean> {
    coming ??= fetchIt();
    return coming;
  }

  function Part({ otherwise = null, ...props }: P & { readonly otherwise?: ComponentChild }) {
    const [isHere, setHere] = useState<boolean | null>(null);
    useEffect(() => {
      if (!Loaded) void afterAnswer().then(ask).then(setHere);
    }, []);
    if (Loaded) return <Loaded {...(props as unknown as P)} />;
    return <>{isHere === false && otherwise}</>;
  }

  return { Part, bring: () => Promise.race([ask(), new Promise((resolve) => setTimeout(resolve, waitMs))]) };
}
