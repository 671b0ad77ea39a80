// Content folders for tests, in the system's temporary folder; gone when the test is.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export const guideYaml = `# who publishes
publisher:
  name: {en: Test, ur: ٹیسٹ} # their name
languages: [en, ur]
election:
  id: e
  name: {en: Election, ur: انتخاب}
  kind: general
  date: "2027-02-08"
  calendar: {symbolsFinal: "2027-01-20T00:00:00Z"}
  lookups: []
  findFirst: pad
ballots:
  - {id: NA, name: {en: National, ur: قومی}, short: {en: NA}, colour: "#2e7d32"}
`;

/** A folder with these files, by name inside it. */
export async function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'nishan-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), bytes);
  }
  return dir;
}
