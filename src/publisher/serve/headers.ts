// Reads the `_headers` file of a mirror, in the form of the static hosts that know it: a path with `*`, then indented
// "Name: value" lines. Where several rules give one header, the values are joined by a comma, as those hosts do. The file
// may come with somebody's stick: nothing in it stops the server, or says how long an answer is.

export interface HeaderRule {
  /** What stands between the stars of its path, in order. */
  readonly parts: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
}
export type HeaderRules = readonly HeaderRule[];

const headerLine = /^\s+([A-Za-z][A-Za-z0-9-]*):\s*(\S.*)$/;
/** What a value may hold: RFC 9110 §5.5, in ASCII. */
const plainValue = /^[\t\x20-\x7e]*$/;
/** Who sends an answer says these: RFC 9112 §6, RFC 9110 §7.6.1; and nobody here keeps a note of a visitor. */
const notTheirs: readonly string[] = [
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'location',
  'set-cookie',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** @param text the file; lines that are neither a path nor a header that a mirror may give are passed over */
export function parseHeaders(text: string): HeaderRules {
  const rules: { parts: readonly string[]; headers: (readonly [string, string])[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = headerLine.exec(line) ?? [];
    if (line.startsWith('/')) rules.push({ parts: line.trim().split('*'), headers: [] });
    else if (name !== undefined && value !== undefined && isTheirs(name, value)) {
      rules[rules.length - 1]?.headers.push([name, value.trim()]);
    }
  }
  return rules;
}

function isTheirs(name: string, value: string): boolean {
  return plainValue.test(value) && !notTheirs.includes(name.toLowerCase());
}

/** The headers for a path, "/" first. */
export function headersFor(rules: HeaderRules, path: string): Record<string, string> {
  const found = new Map<string, string>();
  for (const rule of rules) {
    if (!matches(rule.parts, path)) continue;
    for (const [name, value] of rule.headers) {
      const before = found.get(name);
      found.set(name, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return Object.fromEntries(found);
}

/** No expression is made of it: a path of many stars would be tried in more ways than there is time. */
function matches(parts: readonly string[], path: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return path === first;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const next = path.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return path.length - at >= last.length && path.endsWith(last);
}
