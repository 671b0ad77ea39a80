// A code's dark modules as one path of a drawing; nothing of how large it is or what stands around it.

/** @param rows true where a module is dark; those of a row that touch are one bar */
export function codePath(rows: readonly (readonly boolean[])[]): string {
  return rows.map(bars).join('');
}

function bars(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    path += `M${from} ${y}h${x + 1 - from}v1h${from - x - 1}z`;
  }
  return path;
}
