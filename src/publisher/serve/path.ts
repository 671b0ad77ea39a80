// From the path of a request to a path below a folder, or nothing: the one place where traversal is refused.

/**
 * Decodes a path once and takes only plain names: no "..", no hidden file, no separator of another system, no control
 * character, no `_headers`.
 * @param encoded as on the wire, without the leading "/"
 * @returns the path below the folder; null for anything else
 */
export function readPath(encoded: string): string | null {
  const path = decode(encoded);
  if (path === null || path === '_headers') return null;
  const names = path.split('/');
  const last = names.pop() ?? '';
  if (last !== '' && !isPlainName(last)) return null;
  return names.every(isPlainName) ? path : null;
}

function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** Colons name streams and drives on Windows, which also drops dots and spaces at the end of a name. */
function isPlainName(name: string): boolean {
  return name !== '' && !name.startsWith('.') && !/[\\/:*?"<>|]/.test(name) && !hasControl(name) && !/[. ]$/.test(name);
}

function hasControl(name: string): boolean {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) < 32 || name.charCodeAt(i) === 127) return true;
  return false;
}
