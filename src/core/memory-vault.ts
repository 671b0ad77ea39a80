// The Vault on Maps: for a device that refuses storage, for the publisher's last check, and for tests.

import { vaultSource } from './bundle/vault-source.ts';
import type { NewestNote, RegionRecord, Vault } from './ports.ts';

/** A vault that forgets everything when the page is closed. */
export function memoryVault(): Vault {
  const metadata = new Map<string, Uint8Array>();
  const files = new Map<string, Uint8Array>();
  const regions = new Map<string, RegionRecord>();
  const notes = new Map<string, unknown>();
  let newest: NewestNote | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const store = {
    readMetadata: async (name: string) => metadata.get(name) ?? null,
    keepMetadata: async (name: string, bytes: Uint8Array) => void metadata.set(name, bytes.slice()),
    dropMetadata: async (name: string) => void metadata.delete(name),
    readFile: async (sha256: string) => files.get(sha256) ?? null,
    readFiles: async (hashes: readonly string[]) => {
      const found = new Map<string, Uint8Array>();
      for (const sha256 of hashes) {
        const bytes = files.get(sha256);
        if (bytes) found.set(sha256, bytes);
      }
      return found;
    },
    keepFiles: async (kept: ReadonlyMap<string, Uint8Array>) => {
      for (const [sha256, bytes] of kept) files.set(sha256, bytes.slice());
    },
    fileHashes: async () => new Set(files.keys()),
    readNewest: async () => newest,
    keepNewest: async (note: NewestNote) => {
      newest = note;
    },
    readRegions: async () => [...regions.values()],
    installRegions: async (
      records: readonly RegionRecord[],
      kept: ReadonlyMap<string, Uint8Array>,
      note: NewestNote,
    ) => {
      await store.keepFiles(kept);
      for (const record of records) regions.set(record.region, record);
      newest = note;
    },
    removeRegion: async (region: string) => void regions.delete(region),
    dropFiles: async (hashes: readonly string[]) => {
      for (const sha256 of hashes) files.delete(sha256);
    },
    readNote: async (name: string) => notes.get(name) ?? null,
    keepNote: async (name: string, value: unknown) => void notes.set(name, value),
    changeNote: async (name: string, to: (kept: unknown) => unknown) =>
      void notes.set(name, to(notes.get(name) ?? null)),
    exclusive: <T>(work: () => Promise<T>): Promise<T> => {
      const run = last.then(work);
      last = run.catch(() => undefined);
      return run;
    },
  };
  return { ...vaultSource(store), ...store };
}
