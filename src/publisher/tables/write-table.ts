// A table as CSV (RFC 4180): UTF-8 with a byte order mark, because spreadsheet programs take a file without one for
// Windows-1252 and lose every name in another script when they save it.

/**
 * @param header names of the columns
 * @param rows as many cells each
 */
export function writeTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => cells.map((cell) => quote(cell)).join(','));
  // A reader finds the delimiter by the header: other ones in it stand in quotes.
  const names = header.map((name) => quote(name, /[;\t]/.test(name))).join(',');
  return `\ufeff${[names, ...lines].join('\n')}\n`;
}

/** A cell for people's eyes that no spreadsheet program takes for a formula. */
export function safeCell(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quote(cell: string, isQuoted = false): string {
  return isQuoted || /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
