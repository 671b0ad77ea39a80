// The home screen, offered below the answer and never before it. What draws it is loaded where there is something to offer.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { getState } from '../world.ts';
import { offeredWay } from './install.ts';

export function InstallOffer() {
  // Its texts are not among those of the first answer.
  const isOffered = getState().words.isWhole && offeredWay() !== null;
  const [loaded, setLoaded] = useState<{ readonly Box: FunctionComponent } | null>(null);
  useEffect(() => {
    // What is not kept yet and cannot be had now is not offered.
    if (isOffered)
      void import('./install-box.tsx').then(
        ({ InstallBox: Box }) => setLoaded({ Box }),
        () => undefined,
      );
  }, [isOffered]);
  return isOffered && loaded ? <loaded.Box /> : null;
}
