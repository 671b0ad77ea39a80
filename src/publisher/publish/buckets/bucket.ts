// What the tools for S3-compatible stores have in common: list, read, put a folder, delete.

export interface BucketPlace {
  readonly bucket: string;
  /** Without "/" at either end; "" for the whole bucket. */
  readonly prefix: string;
  /** Of a store that is not Amazon's. */
  readonly endpoint: string | null;
}

/** An object as it is listed. */
export interface Stored {
  readonly size: number;
  /** Hex; null where the store does not say. */
  readonly md5: string | null;
}

export interface Bucket {
  /** By path below the prefix. */
  list(): Promise<ReadonlyMap<string, Stored>>;
  read(path: string): Promise<Uint8Array>;
  /** Sends every file of a folder with these headers. */
  put(dir: string, headers: { readonly contentType: string; readonly cacheControl: string }): Promise<void>;
  remove(paths: readonly string[]): Promise<void>;
}

export function keyOf({ prefix }: BucketPlace, path: string): string {
  return prefix === '' ? path : `${prefix}/${path}`;
}
