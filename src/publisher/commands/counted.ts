// A number and what it counts, as an English sentence wants them.

/** "1 slip", "2 slips". @param many where the plural is not the word and an s */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
