// Reads the `_headers` file of a mirror, in the form of the static hosts that know it: a path with `*`, then indented
// "Name: value" lines. Where several rules give one header, the values are joined by a comma, as those hosts do.

export interface HeaderRule {
  readonly matches: RegExp;
  readonly headers: readonly (readonly [name: string, value: string])[];
}
export type HeaderRules = readonly HeaderRule[];

const headerLine = /^\s+([A-Za-z][A-Za-z0-9-]*):\s*(\S.*)$/;

/** @param text the file; lines that are neither a path nor a header are passed over */
export function parseHeaders(text: string): HeaderRules {
  const rules: { matches: RegExp; headers: (readonly [string, string])[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = headerLine.exec(line) ?? [];
    if (line.startsWith('/')) rules.push({ matches: toPattern(line.trim()), headers: [] });
    else if (name !== undefined && value !== undefined) rules[rules.length - 1]?.headers.push([name, value.trim()]);
  }
  return rules;
}

function toPattern(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** The headers for a path, "/" first. */
export function headersFor(rules: HeaderRules, path: string): Record<string, string> {
  const found = new Map<string, string>();
  for (const rule of rules) {
    if (!rule.matches.test(path)) continue;
    for (const [name, value] of rule.headers) {
      const before = found.get(name);
      found.set(name, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return Object.fromEntries(found);
}
