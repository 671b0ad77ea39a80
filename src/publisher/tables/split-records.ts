// The fast road of CSV (RFC 4180) for tables as large as a country. It reads what is plainly right; where anything is odd
// it gives up, and csv-parse reads the table and says what is wrong.

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * @param text a whole file, decoded
 * @param limits more records, or a longer one, are not read here
 * @returns the cells of each record, an empty line being one empty cell; null where csv-parse has to look at it
 */
export function splitRecords(
  text: string,
  delimiter: string,
  limits: { readonly records: number; readonly length: number },
): string[][] | null {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const cells: string[] = [];
    for (;;) {
      const cell = text.charCodeAt(at) === quote ? quotedCell(text, at) : plainCell(text, at, delimiter);
      if (cell === null) return null;
      cells.push(cell.value);
      at = cell.end;
      if (text[at] !== delimiter) break;
      at++;
    }
    if (at < text.length) {
      const end = text.charCodeAt(at);
      // Behind a closing quotation mark only a delimiter or the record's end may stand.
      if (end !== lineFeed && end !== carriageReturn) return null;
      at += end === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 1;
    }
    records.push(cells);
    if (records.length > limits.records || at - start > limits.length) return null;
  }
  return records;
}

interface Cell {
  readonly value: string;
  /** Where it ends in the text, its closing quotation mark included. */
  readonly end: number;
}

function plainCell(text: string, start: number, delimiter: string): Cell | null {
  const stop = delimiter.charCodeAt(0);
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === stop || code === lineFeed || code === carriageReturn) break;
    if (code === quote) return null;
  }
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): Cell | null {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) return null;
    if (text.charCodeAt(end + 1) !== quote) break;
    end += 2;
  }
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
