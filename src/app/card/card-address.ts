// Where a picture's code leads: an address that the publisher signed. Pictures go far, and a mirror that is nowhere listed,
// or a box in somebody's house, is not to go with them. A demo may lead anywhere.
import { appAddress } from '../sources/hop-link.ts';
import { getState, ownMirror } from '../world.ts';

/** Where the app opens; null where no address is known that may be told to everybody. */
export function cardAddress(): string | null {
  const { head } = getState();
  const own = ownMirror();
  const signed = (head?.guide.mirrors ?? []).flatMap(({ kind, url }) => {
    const address = kind === 'static' ? appAddress(url) : null;
    return address === null ? [] : [address];
  });
  // This page's own first: it works here and now.
  if (own !== null && signed.includes(own)) return own;
  const isHarmless = own?.startsWith('https://') || head?.guide.demo === true;
  return signed[0] ?? (isHarmless ? own : null);
}

/** An address as people read it. */
export function shownAddress(address: string): string {
  return address.replace(/^https?:\/\/|\/$/g, '');
}
