// `nishan build`: a content folder to a signed mirror, with words on the way.
import { type BuildReport, buildMirror, type Stage } from '../../build/build-mirror.ts';
import { expiryWarnings } from '../../build/published/expiry-warnings.ts';
import { checkFolder } from '../../check/check-content.ts';
import { type Fault, formatFinding, stopsBuild } from '../../content/fault.ts';
import { askHidden } from '../../keys/passphrase.ts';
import { howToSignOff } from '../content/check.ts';
import { counted } from '../counted.ts';
import { findShell } from '../find-shell.ts';
import { parseNow, warnOfFuture } from '../keys/signing-time.ts';
import type { Output } from '../output.ts';

export interface BuildCommandOptions {
  readonly dir: string;
  readonly out: string;
  /** An ISO instant; the clock where it is left out. */
  readonly now?: string | undefined;
  /** The built app; looked for beside the command where it is left out, and not placed where it is false. */
  readonly shell?: string | false | undefined;
  readonly json: boolean;
  readonly timestampOnly: boolean;
  /** Whether the mirror is also written as one file; both where it is left out. */
  readonly car?: boolean | undefined;
  readonly torrent?: boolean | undefined;
  /** An open file with the passphrases of locked keys; they are asked for where it is left out. */
  readonly passphraseFd?: string | undefined;
}

const stageWords: Readonly<Record<Stage, string>> = {
  keys: 'reading keys',
  pictures: 'reading pictures and sounds',
  cut: 'cutting the guide into regions',
  app: 'placing the app',
  sign: 'signing',
  write: 'writing',
  verify: 'reading it back as a phone does',
  publish: 'putting it in place',
};

/**
 * @returns the exit code: 1 where the check found an error; then nothing was written
 * @throws FaultError, AppError as buildMirror
 */
export async function buildCommand(options: BuildCommandOptions, output: Output): Promise<number> {
  const started = performance.now();
  const now = parseNow(options.now);
  output.progress('reading and checking');
  const { content, faults } = await checkFolder(options.dir);
  const warnings = faults.filter(({ severity, signedOff }) => severity === 'warning' && !signedOff).length;
  if (faults.some(stopsBuild)) {
    tellErrors(faults, options, output);
    return 1;
  }
  if (warnings > 0) {
    output.err(
      `${counted(warnings, 'warning')}; to read ${warnings === 1 ? 'it' : 'them'}: nishan check ${options.dir}`,
    );
  }
  warnOfFuture(now, content.guide.demo, output);
  const shellDir = findShell(options.shell);
  if (shellDir === null && options.shell !== false) {
    output.err('warning: the app is not built, so the mirror has none. Mend: run `npm run build`, then build again.');
  }
  const times: Record<string, number> = {};
  let stage = { name: 'check', since: started };
  const enter = (name: string): void => {
    const at = performance.now();
    times[stage.name] = Math.round(at - stage.since);
    stage = { name, since: at };
  };
  const ask = askHidden(options.passphraseFd);
  const report = await buildMirror({
    content,
    mirror: options.out,
    now,
    shellDir,
    timestampOnly: options.timestampOnly,
    archives: { car: options.car ?? true, torrent: options.torrent ?? true },
    ask: (name) => ask(`Passphrase of ${name}: `),
    onStage(name) {
      enter(name);
      output.progress(stageWords[name]);
    },
  });
  enter('done');
  for (const line of await expiryWarnings(options.dir, now)) output.err(`warning: ${line}`);
  if (options.json) output.out(JSON.stringify({ ...report, mirror: options.out, warnings, ms: times }));
  else for (const line of words(report, options.out, performance.now() - started)) output.out(line);
  return 0;
}

const errorsShown = 50;

function tellErrors(faults: readonly Fault[], { dir, json }: BuildCommandOptions, output: Output): void {
  const stopping = faults.filter(stopsBuild);
  const errors = stopping.filter(({ severity }) => severity === 'error').length;
  const toSignOff = stopping.length - errors;
  for (const fault of stopping.slice(0, errorsShown)) output.err(formatFinding(fault));
  if (stopping.length > errorsShown) output.err(`… and ${stopping.length - errorsShown} more: nishan check ${dir}`);
  const signatures = toSignOff > 0 ? `, ${counted(toSignOff, 'warning')} to sign off` : '';

  output.err(`Nothing was built: ${counted(errors, 'error')}${signatures}.`);
  if (toSignOff > 0) output.err(howToSignOff(dir));
  if (json) output.out(JSON.stringify({ errors, toSignOff, faults }));
}

function words(report: BuildReport, out: string, ms: number): readonly string[] {
  const { edition, changed, filesWritten, files, regions, seats, candidates, firstSizes, archives } = report;
  const bundles = Object.values(firstSizes);
  const what = `${counted(seats, 'seat')} in ${counted(regions, 'region')}, ${counted(candidates, 'candidate')}`;
  const firstKilobytes = (Math.max(0, ...bundles) / 1000).toFixed(1);
  return [
    `${out}: edition ${edition}, ${what}, ${counted(files, 'file')}.`,
    changed
      ? `${counted(filesWritten, 'file is', 'files are')} new or changed; a seat's first answer takes ${firstKilobytes} kB at most.`
      : 'Nothing has changed since the last build.',
    ...archiveWords(archives, out),
    `The app's own code took it in whole. ${(ms / 1000).toFixed(1)} s. Guide ${report.guideId.slice(0, 16)}…`,
  ];
}

function archiveWords({ car, torrent }: BuildReport['archives'], out: string): readonly string[] {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const seeds = torrent?.seeds.length ?? 0;
  const bySeeds = `${seeds} of the guide's mirrors ${seeds === 1 ? 'is a web seed' : 'are web seeds'}`;
  return [
    ...(car ? [`As one file: ${out}.car, ${megabytes(car.bytes)}, IPFS folder ${car.cid}`] : []),
    ...(torrent ? [`As a torrent called "${torrent.name}": ${out}.torrent; ${bySeeds}.`] : []),
  ];
}
