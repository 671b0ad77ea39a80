// Other addresses where the app opens: static mirrors of the guide in use, which carry it.

import { getWorld } from '../world.ts';
import { appAddress } from './hop-link.ts';
import { type MirrorRow, mirrorRows } from './mirrors.ts';

/** Another address of the app. */
export interface Address extends Pick<MirrorRow, 'host' | 'name' | 'result'> {
  /** Where the app opens. */
  readonly url: string;
}

/** The good ones first; this page's own address is none to go to. What is remembered of mirrors is read before. */
export function otherAddresses(): readonly Address[] {
  const { pageUrl } = getWorld();
  const addresses = mirrorRows().flatMap(({ kind, isOn, url, host, name, result }) => {
    const address = kind === 'static' && isOn ? appAddress(url) : null;
    return address === null || address === pageUrl ? [] : [{ url: address, host, name, result }];
  });
  return [...addresses].sort((a, b) => Number(b.result === 'fine') - Number(a.result === 'fine'));
}
