// One thing that a proposal changes, in words.

/** Where it belongs, in the order in which it is told. */
export const parts = [
  'roles',
  'seats',
  'symbols',
  'candidates',
  'stations',
  'notices',
  'mirrors',
  'slips',
  'others',
] as const;
export type Part = (typeof parts)[number];

export interface ReviewLine {
  readonly part: Part;
  /** Its code, where it is of one seat. */
  readonly seat?: string;
  /** "Ali Khan (3) in NA-130: kite → boat" */
  readonly text: string;
}

/** Whether two values are the same in all that they say. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Maps and sets as JSON can show them; keys in order. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, item]) => [key, plain(item)]);
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, plain(item)]),
  );
}

/** The names of the fields that differ. */
export function otherFields(was: object, is: object): readonly string[] {
  const [before, after] = [was as Readonly<Record<string, unknown>>, is as Readonly<Record<string, unknown>>];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !isSame(before[name], after[name]));
}

const longest = 120;

/** A value as a person reads it: texts in quotes, longer things cut. */
export function shown(value: unknown): string {
  const text = textOf(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const before = 30;

/** Two values that differ: of long ones, the part in which they do. */
export function shownPair(was: unknown, is: unknown): readonly [string, string] {
  const [a, b] = [textOf(was), textOf(is)];
  if (a.length <= longest && b.length <= longest) return [shown(was), shown(is)];
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const cut = (text: string): string => {
    const start = Math.max(0, from - before);
    const part = text.slice(start, start + longest);
    return `${start > 0 ? '…' : ''}${part}${start + longest < text.length ? '…' : ''}`;
  };
  return [cut(a), cut(b)];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'string') return `“${value}”`;
  return typeof value === 'object' ? JSON.stringify(plain(value)) : String(value);
}

/** Pairs by id: what came, what went, what is another. */
export function compareById<T>(
  was: ReadonlyMap<string, T>,
  is: ReadonlyMap<string, T>,
  tell: {
    readonly added: (item: T, id: string) => ReviewLine;
    readonly removed: (item: T, id: string) => ReviewLine;
    readonly changed: (was: T, is: T, id: string) => readonly ReviewLine[];
  },
): readonly ReviewLine[] {
  const lines: ReviewLine[] = [];
  for (const [id, item] of was) if (!is.has(id)) lines.push(tell.removed(item, id));
  for (const [id, item] of is) {
    const before = was.get(id);
    if (before === undefined) lines.push(tell.added(item, id));
    else if (!isSame(before, item)) lines.push(...tell.changed(before, item, id));
  }
  return lines;
}

const mostEntries = 12;

/** What something new says, a line for each value; of long lists their number. */
export function valueLines(part: Part, what: string, value: unknown): readonly ReviewLine[] {
  const known = plain(value);
  if (known === undefined || known === null || known === '') return [];
  if (typeof known !== 'object') return [{ part, text: `${what}: ${shown(known)}` }];
  const isList = Array.isArray(known);
  const entries = Object.entries(known);
  if (isList && known.every((each) => typeof each !== 'object'))
    return entries.length > 0 ? [{ part, text: `${what}: ${known.join(', ')}` }] : [];
  if (isList && entries.length > mostEntries) return [{ part, text: `${what}: ${entries.length} entries, all new` }];
  return entries.flatMap(([name, inner]) =>
    valueLines(part, isList ? `${what} ${Number(name) + 1}` : `${what}: ${name}`, inner),
  );
}
