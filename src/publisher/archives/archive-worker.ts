// The thread in which a build writes its archives, while the build itself reads its output back. Takes one job.
import { parentPort } from 'node:worker_threads';
import { type ArchiveJob, runArchiveJob } from './archive-job.ts';

parentPort?.once('message', (job: ArchiveJob) => {
  // A rejection ends the thread, and the build is told by its error.
  void runArchiveJob(job).then((result) => parentPort?.postMessage(result));
});
