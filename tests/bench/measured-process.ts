// A program as a process of its own, and what the system counted of it.
import { execFile } from 'node:child_process';

export interface Run {
  readonly ms: number;
  /** Of both processors, in milliseconds. */
  readonly cpuMs: number;
  readonly peakMB: number;
  readonly stdout: string;
}

/** Runs a script as a process, and asks it at its end what it took. */
export function run(script: string, ...args: readonly string[]): Promise<Run> {
  const asked = `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write('\\nused ' + (userCPUTime + systemCPUTime) / 1000 + ' ' + maxRSS / 1024); });`;
  const hook = `data:text/javascript,${encodeURIComponent(asked)}`;
  const started = performance.now();
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      ['--import', hook, script, ...args],
      { maxBuffer: 33_554_432 },
      (error, stdout, stderr) => {
        const [, cpu, peak] = /\nused ([\d.]+) ([\d.]+)$/.exec(stderr) ?? [];
        if (error || cpu === undefined) fail(error ?? new Error(stderr));
        else done({ ms: performance.now() - started, cpuMs: Number(cpu), peakMB: Number(peak), stdout });
      },
    );
  });
}
