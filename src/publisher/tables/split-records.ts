// The fast road of CSV (RFC 4180) for tables as large as a country. It reads what is plainly right; where anything is odd
// it gives up, and csv-parse reads the table and says what is wrong.

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * @param text a whole file, decoded
 * @param limits.records no more than one beyond so many are read, which tells that there are more
 * @param limits.length a longer record is not read here
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
      const last = start + limits.length;
      const cell = text.charCodeAt(at) === quote ? quotedCell(text, at, last) : plainCell(text, at, delimiter, last);
      if (cell === null || cell.end > last) return null;
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
    if (records.length > limits.records) return records;
  }
  return records;
}

interface Cell {
  readonly value: string;
  /** Where it ends in the text, its closing quotation mark included. */
  readonly end: number;
}

/** @param last where the record has to have ended */
function plainCell(text: string, start: number, delimiter: string, last: number): Cell | null {
  const stop = delimiter.charCodeAt(0);
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === stop || code === lineFeed || code === carriageReturn) break;
    if (code === quote || end > last) return null;
  }
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number, last: number): Cell | null {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0 || end > last) return null;
    if (text.charCodeAt(end + 1) !== quote) break;
    end += 2;
  }
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
