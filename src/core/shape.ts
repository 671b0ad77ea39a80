// Readers: an unknown JSON value in, a typed value out, or `format/shape` with the path of what did not fit. Every
// reader takes only own properties, and every list and text has a cap.
import { AppError, isAppError } from './errors.ts';

/** Reads `value`, which stands at `path` ("contests[3].id"). */
export type Reader<T> = (value: unknown, path: string) => T;
/** The type that a reader returns. */
export type Read<R> = R extends Reader<infer T> ? T : never;

/** Refuses the value at `path`. @param want what would have been right, in a few words. @throws AppError `format/shape` */
export function refuse(path: string, want: string): never {
  throw new AppError('format/shape', { path, want });
}

/** Reads a whole value from its root. */
export function readShape<T>(reader: Reader<T>, value: unknown): T {
  return reader(value, '');
}

/** A text of at most `maxLength` UTF-16 units, matching `pattern` where one is given. */
export function text(maxLength: number, pattern?: RegExp): Reader<string> {
  return (value, path) => {
    if (typeof value !== 'string' || value.length > maxLength) return refuse(path, `text of at most ${maxLength}`);
    if (pattern && !pattern.test(value)) return refuse(path, `text like ${pattern.source}`);
    return value;
  };
}

/** A safe integer from `min` to `max`. */
export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (value, path) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? value
      : refuse(path, `integer from ${min} to ${max}`);
}

/** A finite number from `min` to `max`. */
export function decimal(min: number, max: number): Reader<number> {
  return (value, path) =>
    typeof value === 'number' && value >= min && value <= max ? value : refuse(path, `number from ${min} to ${max}`);
}

/** true or false. */
export const flag: Reader<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

/** One of the given texts. */
export function oneOf<const T extends readonly string[]>(...words: T): Reader<T[number]> {
  return (value, path) =>
    typeof value === 'string' && words.includes(value) ? value : refuse(path, words.join(' | '));
}

/** A list of at most `maxItems`. */
export function list<T>(item: Reader<T>, maxItems: number): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > maxItems) return refuse(path, `list of at most ${maxItems}`);
    return value.map((entry, i) => item(entry, `${path}[${i}]`));
  };
}

/** An object with any keys that fit `key`, at most `maxKeys`. The result has no prototype. */
export function record<T>(key: RegExp, item: Reader<T>, maxKeys: number): Reader<Readonly<Record<string, T>>> {
  return (value, path) => {
    const from = asObject(value, path);
    const keys = Object.keys(from);
    if (keys.length > maxKeys) return refuse(path, `at most ${maxKeys} keys`);
    const to: Record<string, T> = Object.create(null);
    for (const name of keys) {
      if (!key.test(name)) return refuse(path, `keys like ${key.source}`);
      to[name] = item(from[name], `${path}.${name}`);
    }
    return to;
  };
}

type Fields = Readonly<Record<string, Reader<unknown>>>;
type Shape<Required extends Fields, Optional extends Fields> = {
  readonly [K in keyof Required]: Read<Required[K]>;
} & { readonly [K in keyof Optional]?: Exclude<Read<Optional[K]>, undefined> };

/** An object with these fields. Fields that it does not name are ignored, so that a newer guide may add some. */
export function object<const R extends Fields, const O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Reader<Shape<R, O>> {
  return (value, path) => {
    const from = asObject(value, path);
    const to: Record<string, unknown> = {};
    for (const name of Object.keys(required)) {
      if (!hasOwn(from, name)) return refuse(`${path}.${name}`, 'a value');
      to[name] = (required[name] as Reader<unknown>)(from[name], `${path}.${name}`);
    }
    if (optional) {
      for (const name of Object.keys(optional)) {
        if (hasOwn(from, name)) to[name] = (optional[name] as Reader<unknown>)(from[name], `${path}.${name}`);
      }
    }
    return to as Shape<R, O>;
  };
}

/** The first reader's value, or the second's where the first refuses. */
export function either<A, B>(first: Reader<A>, second: Reader<B>): Reader<A | B> {
  return (value, path) => {
    try {
      return first(value, path);
    } catch (error) {
      if (!isAppError(error)) throw error;
      return second(value, path);
    }
  };
}

/** null, or what the reader takes. */
export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, path) => (value === null ? null : reader(value, path));
}

/** A plain object, not an array or null. @param path where it stands. @throws AppError `format/shape` */
export function asObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuse(path, 'object');
}

/** Own properties only: a key called `toString` in hostile JSON must not find Object's. */
export function hasOwn(from: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(from, name);
}
