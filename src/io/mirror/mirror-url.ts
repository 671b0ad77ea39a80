// Where a mirror of each kind keeps a path: a static host by its path, a content store by the hash that is signed anyway.

import { cidOf } from '../../core/encoding/cid.ts';
import { AppError } from '../../core/errors.ts';

/**
 * `static`: the whole tree. `metadata`: a host that carries `metadata/` alone. `ipfs`: a gateway, by CID. `blossom`: a
 * server of BUD-01, by SHA-256. A guide may name kinds that this app does not know yet: they are left out.
 */
export const mirrorKinds = ['static', 'metadata', 'ipfs', 'blossom'] as const;
/** One of them. */
export type MirrorKind = (typeof mirrorKinds)[number];

/** A mirror as the guide lists it, or as somebody typed it. */
export interface MirrorEntry {
  readonly kind: string;
  /** Where the tree begins; or a template with `{path}`, `{cid}` or `{sha256}` in it. */
  readonly url: string;
}

/** Whether this app can ask a mirror of that kind. */
export function isMirrorKind(kind: string): kind is MirrorKind {
  return (mirrorKinds as readonly string[]).includes(kind);
}

/** Whether files are asked for by their hash, so that a redirect does no harm. */
export function isContentStore(kind: string): boolean {
  return kind === 'ipfs' || kind === 'blossom';
}

/**
 * The address of a file on a mirror.
 * @param path as on a mirror: "metadata/timestamp.json"
 * @param sha256 the file's signed hash, where it has one
 * @returns null where a mirror of this kind cannot have it, or the kind is not known
 * @throws AppError `format/shape` where the address does not parse
 * @source IPFS trustless gateway specification; Blossom BUD-01
 */
export function mirrorUrl({ kind, url }: MirrorEntry, path: string, sha256?: string): string | null {
  const below = (rest: string): string => `${url.endsWith('/') ? url : `${url}/`}${rest}`;
  if (kind === 'static') return checked(fill(url, '{path}', path) ?? below(path));
  if (kind === 'metadata') {
    return path.startsWith('metadata/') ? checked(fill(url, '{path}', path) ?? below(path)) : null;
  }
  if (sha256 === undefined || !isContentStore(kind)) return null;
  if (kind === 'ipfs') {
    const cid = cidOf(sha256);
    return checked(fill(url, '{cid}', cid) ?? below(`ipfs/${cid}?format=raw`));
  }
  return checked(fill(url, '{sha256}', sha256) ?? below(sha256));
}

function fill(template: string, mark: string, value: string): string | null {
  return template.includes(mark) ? template.split(mark).join(value) : null;
}

function checked(url: string): string {
  try {
    return new URL(url).href;
  } catch (cause) {
    throw new AppError('format/shape', { got: url, want: 'an address' }, { cause });
  }
}
