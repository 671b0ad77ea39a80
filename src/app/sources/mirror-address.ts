// An address that somebody pasted, made into a mirror's entry: out of a message, without what follows it, https alone.
// Whether anything is there is not asked here.

/** What a guide's own list uses, too. */
export interface TypedMirror {
  readonly kind: 'static' | 'ipfs' | 'blossom';
  readonly url: string;
}

/** `address`: it is none. `http`: what it sends could be read on the way. `password`: it carries one. */
export type AddressRefusal = 'address' | 'http' | 'password';

const maxLength = 500;
const loopback: readonly string[] = ['localhost', '127.0.0.1'];

/**
 * @param typed what was pasted: an address, or a message with one in it
 * @param mayBeLocal a demo's page may also ask this machine by http
 */
export function readMirrorAddress(typed: string, mayBeLocal: boolean): TypedMirror | AddressRefusal {
  const address = addressIn(typed);
  if (address === null || address.length > maxLength) return 'address';
  // A template's marks would be written otherwise by the parser.
  const url = parse(address.replace(/\{(cid|sha256|path)\}/g, '$1'));
  if (!url || !/^https?:$/.test(url.protocol)) return 'address';
  if (url.username !== '' || url.password !== '') return 'password';
  const isLocal = loopback.includes(url.hostname);
  if (url.protocol !== 'https:' && !(mayBeLocal && isLocal)) return 'http';
  if (!isLocal && !url.hostname.includes('.')) return 'address';
  if (address.includes('{cid}')) return { kind: 'ipfs', url: address };
  if (address.includes('{sha256}')) return { kind: 'blossom', url: address };
  if (address.includes('{path}')) return { kind: 'static', url: address };
  const tree = `${url.origin}${url.pathname.replace(/[^/]+\.html?$/, '').replace(/\/*$/, '/')}`;
  // Letters of other scripts are written longer by the parser, and a book of mirrors keeps no such address.
  return tree.length > maxLength ? 'address' : { kind: 'static', url: tree };
}

/** The first address in a text; a bare name of a server is taken for one. */
function addressIn(typed: string): string | null {
  const whole = typed.trim().replace(/[\u200e\u200f\u2066-\u2069]/g, '');
  const inside = /https?:\/\/[^\s"'<>\\]+/i.exec(whole)?.[0].replace(/[.,;:!)؟،۔]+$/, '');
  if (inside !== undefined) return inside;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/[^\s"'<>\\]*)?$/i.test(whole) ? `https://${whole}` : null;
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
