// The computer as a publisher's tool: Node, the built app, room on the disk, programs that carry a mirror, fonts for pictures.
import { statfs } from 'node:fs/promises';
import { findShell } from '../commands/find-shell.ts';
import { hasTool } from '../publish/has-tool.ts';
import { runTool } from '../publish/run-tool.ts';
import { bad, doubtful, type Finding, good } from './finding.ts';

/** What is asked of the computer; tests answer in its place. */
export interface Machine {
  /** "20.19.1" */
  readonly node: string;
  readonly isAppBuilt: boolean;
  hasTool(name: string): Promise<boolean>;
  /** Bytes that may still be written where `path` is; null where the system does not tell. */
  freeBytes(path: string): Promise<number | null>;
  /** Whether a font has the letters of a language; null where nobody can be asked. */
  hasFont(language: string): Promise<boolean | null>;
}

export function thisMachine(): Machine {
  return {
    node: process.versions.node,
    isAppBuilt: findShell(undefined) !== null,
    hasTool,
    async freeBytes(path) {
      const room = await statfs(path).catch(() => null);
      return room && room.bavail * room.bsize;
    },
    async hasFont(language) {
      if (!(await hasTool('fc-list'))) return null;
      const { out } = await runTool('fc-list', [`:lang=${language}`, 'family'], { get: 'it comes with fontconfig' });
      return out.length > 0;
    },
  };
}

const leastNode = [20, 19] as const;
/** A national guide with its archives takes about 60 MB, twice while it is built. */
const leastBytes = 500_000_000;

/**
 * @param languages the guide's, for fonts
 * @param where a folder on the disk that is to be written to
 */
export async function lookAtMachine(
  machine: Machine,
  languages: readonly string[],
  where: string,
): Promise<readonly Finding[]> {
  return [
    lookAtNode(machine.node),
    machine.isAppBuilt
      ? good('app', 'the app is built')
      : bad('app', 'the app is not built, so mirrors would have none', 'run: npm ci && npm run build'),
    await lookAtDisk(machine, where),
    await lookAtTools(machine),
    ...(await lookAtFonts(machine, languages)),
  ];
}

function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  if (isEnough) return good('node', `Node ${version}`);
  return bad('node', `Node ${version} is too old`, `install Node ${leastNode.join('.')} or newer`);
}

async function lookAtDisk(machine: Machine, where: string): Promise<Finding> {
  const free = await machine.freeBytes(where);
  if (free === null) return doubtful('disk', 'how much room the disk has is not told', 'look that 500 MB are free');
  const room = `${Math.floor(free / 1e6)} MB free`;
  return free >= leastBytes
    ? good('disk', room)
    : bad('disk', `only ${room}`, 'make room: a build needs 500 MB to be safe');
}

/** Which programs, one of them each, a way of publishing needs. */
const tools = [
  [['git'], 'publish --to git:…'],
  [['rsync'], 'publish --to rsync:…'],
  [['aws', 'rclone'], 'publish --to s3://…'],
] as const;

/** None of them is needed by who publishes another way. */
async function lookAtTools(machine: Machine): Promise<Finding> {
  const missing: string[] = [];
  const here: string[] = [];
  for (const [names, use] of tools) {
    const found = [];
    for (const name of names) if (await machine.hasTool(name)) found.push(name);
    here.push(...found);
    if (found.length === 0) missing.push(`${names.join(' or ')} (for ${use})`);
  }
  if (missing.length === 0) return good('tools', `to publish with: ${here.join(', ')}`);
  return doubtful('tools', `not here: ${missing.join(', ')}`, 'install what your way of publishing needs, and no more');
}

/** The status pictures of `slips` and stand-ins with letters are drawn with the fonts of this computer. */
async function lookAtFonts(machine: Machine, languages: readonly string[]): Promise<readonly Finding[]> {
  const lacking: string[] = [];
  for (const language of languages) {
    const has = await machine.hasFont(language);
    if (has === null) {
      const mend = 'open a picture that slips made, and look at its letters';
      return [doubtful('fonts', 'which fonts are here is not told', mend)];
    }
    if (!has) lacking.push(language);
  }
  if (languages.length === 0) return [];
  if (lacking.length === 0) return [good('fonts', `fonts for ${languages.join(', ')}`)];
  const mend = 'install one, like Noto Sans or Noto Naskh Arabic; until then leave out the pictures of slips';
  return [doubtful('fonts', `no font has the letters of ${lacking.join(', ')}`, mend)];
}
