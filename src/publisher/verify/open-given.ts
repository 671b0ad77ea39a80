// What `nishan verify` was given, told by its content and not by its name: a bundle, a carrier, a folder, an address.
import { readFile, stat } from 'node:fs/promises';
import { bundleSource, endWanted } from '../../core/bundle/bundle.ts';
import { type Carrier, maxCarrierBytes, readCarrier } from '../../core/bundle/carrier.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Source } from '../../core/ports.ts';
import { mirrorSource } from '../../io/mirror/mirror-source.ts';
import { folderSource } from '../build/folders/folder-source.ts';
import { listFiles } from '../build/folders/list-files.ts';

/** Something to verify. */
export interface Given {
  readonly kind: 'bundle' | 'carrier' | 'folder' | 'address';
  readonly source: Source;
  /** Everything that lies there; null where nobody can list it. */
  readonly paths: readonly string[] | null;
  /** Where it is a carrier: what it holds, and its own bytes. */
  readonly carrier: (Carrier & { readonly page: Uint8Array }) | null;
}

const maxFileBytes = 512 * 1024 * 1024;

/**
 * @param typed a path, or an address that begins with http
 * @throws AppError `format/cut-short` where a file begins as one and ends too early; `format/…` where it is neither a bundle
 * nor a carrier; what the system says of a path
 */
export async function openGiven(typed: string): Promise<Given> {
  if (/^https?:\/\//i.test(typed)) {
    return { kind: 'address', source: mirrorSource(typed), paths: null, carrier: null };
  }
  const there = await stat(typed);
  if (there.isDirectory()) {
    return { kind: 'folder', source: folderSource(typed), paths: await listFiles(typed), carrier: null };
  }
  if (there.size > maxFileBytes) throw new AppError('format/too-long', { path: typed, want: maxFileBytes });
  const bytes = new Uint8Array(await readFile(typed));
  // A zip that something was put before is still read by its end: only a page is looked at as a page.
  const isPage = bytes.length <= maxCarrierBytes && /^\s*</.test(String.fromCharCode(...bytes.subarray(0, 64)));
  try {
    const carrier = isPage ? readCarrier(bytes) : null;
    const source = bundleSource(carrier?.bundle ?? bytes);
    const kind = carrier ? 'carrier' : 'bundle';
    return { kind, source, paths: await source.paths(), carrier: carrier && { ...carrier, page: bytes } };
  } catch (error) {
    throw isBegun(bytes, error) ? new AppError('format/cut-short', { path: typed }, { cause: error }) : error;
  }
}

/** What begins as a zip or a carrier, and lacks what stands at its end. */
function isBegun(bytes: Uint8Array, error: unknown): boolean {
  if (!isAppError(error)) return false;
  const { code, details } = error;
  if (code === 'format/no-bundle') return details.want === 'a whole file';
  const isZip = String.fromCharCode(...bytes.subarray(0, 4)) === 'PK\u0003\u0004';
  return isZip && code === 'format/not-zip' && details.want === endWanted;
}
