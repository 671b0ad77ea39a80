// The keys/ folder of a guide as somebody else would find it: thresholds, secrets that lie together, in reach of others, in git.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../../core/json.ts';
import { integer, list, object, readShape, text } from '../../core/shape.ts';
import { roleNames, sayRole } from '../keys/key-ring.ts';
import { runTool } from '../publish/run-tool.ts';
import { bad, doubtful, type Finding, good } from './finding.ts';
import type { Machine } from './machine.ts';

const role = object({ keys: list(text(41), 50), threshold: integer(1, 50) });
const roles = object({ roles: object({ root: role, targets: role, snapshot: role, timestamp: role }) });

/** Who may sign, whether one person can alone, and where the secret keys of this computer lie. Opens none. */
export async function lookAtKeys(dir: string, isDemo: boolean, machine: Machine): Promise<readonly Finding[]> {
  const bytes = await readFile(join(dir, 'keys/roles.json')).catch(() => null);
  if (!bytes) {
    const mend = 'put the published keys/roles.json back; a new guide gets one from: nishan init FOLDER --empty';
    return [bad('keys', 'keys/roles.json is not there, so nobody can sign', mend)];
  }
  const read = readRoles(bytes);
  if (!read) return [bad('keys', 'keys/roles.json cannot be read', 'restore it from your copy')];
  const secrets = await secretNames(dir);
  const findings: Finding[] = [];
  for (const name of ['root', 'targets', 'snapshot'] as const) {
    if (read[name].threshold >= 2 || isDemo) continue;
    const mend = 'use at least two; a new guide gets them from: nishan init FOLDER --empty';
    findings.push(
      bad('threshold', `one signature is enough for ${sayRole(name)}: whoever has that key can change a symbol`, mend),
    );
  }
  for (const name of ['root', 'targets'] as const) {
    const here = read[name].keys.filter((key) => secrets.has(key)).length;
    if (isDemo || here < read[name].threshold) continue;
    const mend = 'give each key to its own person on its own computer, and delete it here';
    findings.push(
      doubtful(
        'together',
        `${here} ${sayRole(name)} keys lie on this computer, and ${read[name].threshold} sign`,
        mend,
      ),
    );
  }
  findings.push(...(await lookAtSecrets(dir, secrets, isDemo, machine)));
  if (findings.length > 0) return findings;
  const what = roleNames.map((name) => `${name} ${read[name].threshold} of ${read[name].keys.length}`).join(', ');
  return [good('keys', `who signs: ${what}`)];
}

function readRoles(bytes: Uint8Array) {
  try {
    return readShape(roles, parseJson(bytes, 262_144)).roles;
  } catch {
    return null;
  }
}

/** Names of the keys whose secret file is here, locked or not. */
async function secretNames(dir: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(dir, 'keys')).catch(() => []);
  const secret = /^([a-z0-9][a-z0-9-]{0,40})\.(json|age)$/;
  return new Map(
    names.flatMap((file) => {
      const name = secret.exec(file)?.[1];
      return name === undefined || file === 'roles.json' ? [] : [[name, file] as const];
    }),
  );
}

async function lookAtSecrets(
  dir: string,
  secrets: ReadonlyMap<string, string>,
  isDemo: boolean,
  machine: Machine,
): Promise<readonly Finding[]> {
  if (isDemo || secrets.size === 0) return [];
  const findings: Finding[] = [];
  const open: string[] = [];
  for (const file of secrets.values()) {
    const { mode } = await stat(join(dir, 'keys', file));
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) open.push(file);
  }
  if (open.length > 0) {
    const mend = `run: chmod 600 ${open.map((file) => join(dir, 'keys', file)).join(' ')}`;
    findings.push(bad('readable', `other users of this computer can read ${open.join(', ')}`, mend));
  }
  const kept = await keptByGit(dir, machine);
  if (kept.length > 0) {
    const mend = 'these keys are spent: make new ones, and take keys/ out of the repository and its history';
    findings.push(bad('in-git', `secret keys are in a git repository: ${kept.join(', ')}`, mend));
  }
  return findings;
}

async function keptByGit(dir: string, machine: Machine): Promise<readonly string[]> {
  if (!(await machine.hasTool('git'))) return [];
  // 128: no repository.
  const { out } = await runTool('git', ['-C', dir, 'ls-files', '--', 'keys'], { get: 'install git', mayEnd: [128] });
  const names = out.toString('utf8').split('\n');
  return names.filter((name) => name !== '' && name !== 'keys/roles.json');
}
