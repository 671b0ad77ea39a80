// Starts the thread early, so that it has read its libraries by the time that there is something to do: they cost more
// than the work. Where the command runs from its source there is no such file, and the work is done here.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ArchiveJob, ArchiveResult } from './archive-job.ts';

export interface ArchiveThread {
  /** Once. */
  run(job: ArchiveJob): Promise<ArchiveResult>;
  close(): Promise<void>;
}

/** Beside the built command. */
const built = join(dirname(fileURLToPath(import.meta.url)), 'archive-worker.js');

/** @param isWanted false where there will be nothing to do */
export function openArchiveThread(isWanted: boolean): ArchiveThread {
  if (!isWanted || !existsSync(built)) {
    return {
      run: async (job) => (await import('./archive-job.ts')).runArchiveJob(job),
      close: async () => undefined,
    };
  }
  const worker = new Worker(built);
  const failed = new Promise<never>((_, reject) => void worker.once('error', reject));
  // It may fail before anybody waits for it.
  failed.catch(() => undefined);
  return {
    run(job) {
      const done = new Promise<ArchiveResult>((resolve) => void worker.once('message', resolve));
      worker.postMessage(job);
      return Promise.race([done, failed]);
    },
    async close() {
      await worker.terminate();
    },
  };
}
