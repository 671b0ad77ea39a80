// Makes tests/vectors/example.zip anew: one region of the example guide as `nishan export` writes it, signed with the
// public demo keys on a fixed day, so that it is the same file on every machine. Needs a built command (npm run build).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const command = fileURLToPath(new URL('../../bin/nishan.mjs', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'nishan-vectors-'));
const nishan = (...args) =>
  execFileSync(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });

try {
  const [guide, mirror] = [join(home, 'guide'), join(home, 'mirror')];
  nishan('init', guide);
  const plain = ['--no-shell', '--no-car', '--no-torrent'];
  nishan('build', guide, '--out', mirror, '--now', '2027-01-10T09:00:00Z', ...plain);
  nishan('export', mirror, '--format', 'bundle', '--region', 'neel-koh', '--out', join(here, 'example.zip'));
} finally {
  rmSync(home, { recursive: true, force: true });
}
