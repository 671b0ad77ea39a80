// `nishan doctor [DIR]`: what this computer, or a guide's folder, lacks before something is signed or published.
import { existsSync } from 'node:fs';
import { plainLine } from '../../content/fault.ts';
import { requireFolder } from '../../content/read-content.ts';
import type { Finding } from '../../doctor/finding.ts';
import { lookAtFolder } from '../../doctor/folder.ts';
import { lookAtMachine, type Machine, thisMachine } from '../../doctor/machine.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

export interface DoctorWords {
  /** A content folder; the computer alone is looked at where it is left out. */
  readonly dir?: string | undefined;
  readonly mirror?: string | undefined;
  readonly json: boolean;
}

const words = { good: 'good', doubtful: 'look at', bad: 'mend' } as const;

/**
 * @returns the exit code: 1 where something has to be mended
 * @throws FaultError `no-folder`
 */
export async function doctor(
  { dir, mirror, json }: DoctorWords,
  output: Output,
  machine: Machine = thisMachine(),
  now = new Date(),
): Promise<number> {
  if (dir !== undefined) await requireFolder(dir);
  const folder =
    dir === undefined
      ? { findings: [], languages: [] }
      : await lookAtFolder({ dir, mirror: mirror ?? null, now, machine });
  const where = [mirror, dir].find((path) => path !== undefined && existsSync(path)) ?? '.';
  const findings = [...(await lookAtMachine(machine, folder.languages, where)), ...folder.findings];
  const count = (level: Finding['level']): number => findings.filter((each) => each.level === level).length;
  const [toMend, toLookAt] = [count('bad'), count('doubtful')];
  if (json) output.out(JSON.stringify({ bad: toMend, doubtful: toLookAt, findings }));
  else {
    for (const { level, what, mend } of findings) {
      const line = plainLine(
        `${words[level]}: ${what}${mend === '' ? '' : `. ${mend[0]?.toUpperCase()}${mend.slice(1)}`}.`,
      );
      output.out(line);
    }
    output.out(
      toMend === 0 && toLookAt === 0
        ? 'Nothing is amiss.'
        : `${counted(toMend, 'thing')} to mend, ${toLookAt} to look at.`,
    );
  }
  return toMend > 0 ? 1 : 0;
}
