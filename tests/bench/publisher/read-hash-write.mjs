// The baseline of publisher.bench.ts: reads a content folder, and reads, hashes and writes every file of its mirror.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [guide = '', mirror = '', copy = ''] = process.argv.slice(2);
rmSync(copy, { recursive: true, force: true });
for (const [folder, isWritten] of /** @type {const} */ ([
  [guide, false],
  [mirror, true],
])) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    createHash('sha256').update(bytes).digest();
    if (!isWritten) continue;
    const to = join(copy, path.slice(folder.length));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, bytes);
  }
}
