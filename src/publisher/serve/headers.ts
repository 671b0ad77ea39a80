// Reads the `_headers` file of a mirror, in the form of the static hosts that know it: a path with `*`, then indented
// "Name: value" lines. Where several rules give one header, the values are joined by a comma, as those hosts do. The file
// may come with somebody's stick: it says what a mirror may say of its files, and nothing else.

export interface HeaderRule {
  /** What stands between the stars of its path, in order. */
  readonly parts: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
}
export type HeaderRules = readonly HeaderRule[];

const headerLine = /^\s+([A-Za-z][A-Za-z0-9-]*):\s*(\S.*)$/;
/** What a value may hold: RFC 9110 §5.5, in ASCII. */
const plainValue = /^[\t\x20-\x7e]*$/;
/**
 * What a mirror may say of its files: what a page may do, who may read it, how long it is kept. Anything else is not a mirror's to
 * say, and some of it is an attack by whoever lends a stick on: to empty the phones of all who come (`Clear-Site-Data`), to have them
 * report to a stranger (`Report-To`), to lead them elsewhere (`Refresh`), to shut a box without a certificate (`Strict-Transport-Security`).
 */
const theirs: readonly string[] = [
  'access-control-allow-origin',
  'cache-control',
  'content-security-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
];
/** In a policy, where a browser tells somebody of what it did not do. */
const reports = /\breport-(?:uri|to)\b/i;

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
  return plainValue.test(value) && theirs.includes(name.toLowerCase()) && !reports.test(value);
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
