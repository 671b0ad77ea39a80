// `nishan publish`: a mirror to where voters find it.
import { plainLine } from '../../content/fault.ts';
import { parseTarget, type TargetOptions } from '../../publish/parse-target.ts';
import { publishMirror } from '../../publish/publish-mirror.ts';
import type { Sent } from '../../publish/target.ts';
import type { VerifiedMirror } from '../../publish/verified-mirror.ts';
import type { Output } from '../output.ts';

export interface PublishCommandOptions extends TargetOptions {
  /** The mirror's folder. */
  readonly dir: string;
  readonly to: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** The clock where it is left out. */
  readonly now?: Date;
}

/**
 * @returns the exit code: 0 when everything is there
 * @throws FaultError, AppError as publishMirror
 */
export async function publishCommand(options: PublishCommandOptions, output: Output): Promise<number> {
  const { dir, to, dryRun, json, now = new Date() } = options;
  const target = parseTarget(to, options);
  const onProgress = (text: string): void => output.progress(plainLine(text));
  const { mirror, result } = await publishMirror({ dir, target, now, dryRun, onProgress });
  for (const line of warnings(mirror)) output.err(`warning: ${line}`);
  if (json) {
    const { edition, guideId } = mirror;
    output.out(JSON.stringify({ to: target.name, edition, guideId, dryRun, ...result }));
  } else for (const line of words(mirror, target.name, result, dryRun)) output.out(plainLine(line));
  return 0;
}

function warnings({ expired, leftOut }: VerifiedMirror): readonly string[] {
  const lines: string[] = [];
  if (expired.length > 0) {
    const fix = 'nishan build GUIDE --out MIRROR --timestamp-only';
    lines.push(`past its date: ${expired.join(', ')}. Phones say that the list may be out of date. Mend: ${fix}`);
  }
  if (leftOut.length > 0) {
    const more = leftOut.length > 1 ? ` and ${leftOut.length - 1} more` : '';
    lines.push(plainLine(`${leftOut[0]}${more} in the folder is no part of the mirror and is not sent`));
  }
  return lines;
}

const shown = 20;

function words({ edition }: VerifiedMirror, name: string, result: Sent, dryRun: boolean): readonly string[] {
  const { sent, bytes, there, deleted, notes } = result;
  const files = (count: number): string => `${count} file${count === 1 ? '' : 's'}`;
  const size = `${(bytes / 1000).toFixed(1)} kB`;
  const would = dryRun ? 'would be ' : '';
  const listed = dryRun ? [...sent.map((path) => `  + ${path}`), ...deleted.map((path) => `  - ${path}`)] : [];
  const rest = listed.length > shown ? [`  … and ${listed.length - shown} more: --json lists all`] : [];
  return [
    `${name}: edition ${edition}. ${files(sent.length)} ${would}sent (${size}), ${there} there already, ${deleted.length} ${would}deleted.`,
    ...listed.slice(0, shown),
    ...rest,
    ...notes,
  ];
}
