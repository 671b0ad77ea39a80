// Seats' pages that another version of this command made. Nobody signs a page: it is made again and compared, which tells
// something only where the words and the style are those of who made it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSameBytes } from '../../core/bytes.ts';
import { readAppFiles } from '../../core/held/held.ts';
import type { Vault } from '../../core/ports.ts';

/**
 * Whether the mirror was built by another version, by the app that it signs: its files carry the hash of what is in them.
 * @param ownShell the folder of this version's own app; null where it is not built, and nothing can be told
 */
export async function isOfOtherVersion(vault: Vault, ownShell: string | null): Promise<boolean> {
  const files = (await readAppFiles(vault))?.files ?? [];
  const parts = files.filter(({ path }) => path.startsWith('assets/'));
  return ownShell !== null && parts.some(({ path }) => !existsSync(join(ownShell, path)));
}

/**
 * A page that is not the one that was made again, on a mirror of another version: `changed` where it names other people,
 * numbers, symbols or pictures, for those are in the list and in no version's words. What else is different cannot be told.
 */
export function judgeOtherPage(bytes: Uint8Array, made: Uint8Array): 'same' | 'changed' | 'other-version' {
  if (isSameBytes(bytes, made)) return 'same';
  const said = listOf(bytes);
  return said === '' || said === listOf(made) ? 'other-version' : 'changed';
}

const row = /<li value="(\d+)"([\s\S]*?)<\/li>/g;
/** A name with what stands first beside it, which is the symbol, or a picture. */
const inRow = /<b>([^<]*)<\/b> <i>((?:(?! · )[^<])*)|<img src="([^"]*)"/g;

/** "" for a page in another form. */
function listOf(page: Uint8Array): string {
  const rows = [...new TextDecoder().decode(page).matchAll(row)];
  return rows.map(([, serial, inside = '']) => [serial, ...partsOf(inside)].join('\n')).join('\n\n');
}

function partsOf(inside: string): readonly string[] {
  return [...inside.matchAll(inRow)].map(([, name, symbol, picture]) => picture ?? `${name}: ${symbol}`);
}
