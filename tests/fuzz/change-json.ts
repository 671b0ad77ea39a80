// A JSON value changed somewhere inside: other values, other types, more, fewer, deeper; keys too.
import { changeText, oddTexts } from './change-text.ts';
import type { Random } from './random.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** So many letters of JSON are added to a list at once: long items many times would be the fuzzer's own memory. */
const maxAdded = 200_000;
const oddNumbers = [0, -1, 1, 2, 0.5, -0, 255, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 100_001];
const oddValues: readonly Json[] = [null, true, false, [], {}, [[]], [null], { '': 0 }, { ['__proto__']: [] }];

/** @param value is left as it is */
export function changeJson(random: Random, value: Json): Json {
  let changed: Json = structuredClone(value);
  for (let left = random.chance(0.7) ? 1 : 1 + random.int(3); left > 0; left--)
    changed = changeSomewhere(random, changed);
  return changed;
}

function changeSomewhere(random: Random, value: Json): Json {
  if (typeof value !== 'object' || value === null || random.chance(0.04)) return replaced(random, value);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.1)) return changeList(random, value);
    const at = random.int(value.length);
    value[at] = changeSomewhere(random, value[at] as Json);
    return value;
  }
  const keys = Object.keys(value);
  if (keys.length === 0 || random.chance(0.05)) return changeKeys(random, value, keys);
  const key = random.pick(keys);
  put(value, key, changeSomewhere(random, value[key] as Json));
  return value;
}

function replaced(random: Random, value: Json): Json {
  if (typeof value === 'string' && random.chance(0.9)) return changeText(random, value, oddTexts);
  if (typeof value === 'number' && random.chance(0.9)) {
    return random.chance(0.8) ? value + random.pick([-1, 1, 2, 7, 1_000, 0.5]) : random.pick(oddNumbers);
  }
  const kind = random.int(4);
  if (kind === 0) return random.pick(oddNumbers);
  if (kind === 1) return random.pick(oddTexts).repeat(1 + (random.chance(0.2) ? random.int(2_000) : 0));
  if (kind === 2) return deep(random.int(40), random.chance(0.5), value);
  return structuredClone(random.pick(oddValues));
}

function deep(levels: number, isList: boolean, value: Json): Json {
  return levels === 0 ? value : isList ? [deep(levels - 1, isList, value)] : { a: deep(levels - 1, isList, value) };
}

function changeList(random: Random, list: Json[]): Json[] {
  const at = random.int(list.length + 1);
  const item = list.length > 0 ? structuredClone(random.pick(list)) : random.pick(oddNumbers);
  switch (random.int(4)) {
    case 0:
      return [...list.slice(0, at), ...list.slice(at + 1)];
    case 1:
      return [...list.slice(0, at), item, ...list.slice(at)];
    case 2: {
      const wanted = random.int(random.chance(0.02) ? 6_000 : 40);
      const count = Math.min(wanted, Math.floor(maxAdded / JSON.stringify(item).length));
      return [...list, ...Array.from({ length: count }, () => structuredClone(item))];
    }
    default:
      return [...list].reverse();
  }
}

function changeKeys(random: Random, value: { [key: string]: Json }, keys: readonly string[]): Json {
  const key = keys.length > 0 ? random.pick(keys) : 'a';
  const kind = random.int(3);
  if (kind === 0) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
  const other = random.chance(0.5) ? random.pick(oddTexts) : changeText(random, key, oddTexts);
  put(value, other, structuredClone(value[key] ?? null));
  if (kind === 1) delete value[key];
  return value;
}

/** As JSON.parse does it: "__proto__" is a key like any other. */
function put(into: { [key: string]: Json }, key: string, value: Json): void {
  Object.defineProperty(into, key, { value, writable: true, enumerable: true, configurable: true });
}
