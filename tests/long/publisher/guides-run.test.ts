// The guides in docs/ do what they say: every block marked `sh` is run as it stands, in order, in an empty folder. Blocks
// marked `text` are not run: they wait for a person, or ask hosts that do not exist.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const top = fileURLToPath(new URL('../../..', import.meta.url));

it.each(['PUBLISHER', 'OTHER-COUNTRIES'])('docs/%s.md runs', async (name) => {
  const home = await mkdtemp(join(tmpdir(), 'nishan-guide-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const text = await readFile(join(top, 'docs', `${name}.md`), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '');
  expect(blocks.length).toBeGreaterThan(2);
  const command = `nishan() { '${process.execPath}' '${join(top, 'bin/nishan.mjs')}' "$@"; }`;
  const script = join(home, '.run.sh');
  await writeFile(script, ['set -euo pipefail', command, ...blocks].join('\n'));
  const { status, stdout, stderr } = spawnSync('bash', [script], { cwd: home, encoding: 'utf8' });
  expect(status, `${stdout}\n${stderr}`).toBe(0);
});
