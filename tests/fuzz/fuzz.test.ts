// A short run of every target, the same inputs each time; what was found once is in tests/vectors/found and stays mended.
// The long run is `npm run fuzz`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runTarget } from './run-target.ts';
import { allTargets } from './targets/all.ts';

const top = resolve(import.meta.dirname, '../..');
const targets = await allTargets(top);
const found = join(top, 'tests', 'vectors', 'found');
const quickRuns = 200;

describe('mutated inputs', () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    '%s: only answers, and every rule holds',
    async (_, target) => {
      const maxRuns = Math.max(4, Math.round(quickRuns * (target.share ?? 1)));
      const { finding, inputs } = await runTarget(target, { seed: 1, maxRuns, maxMs: 5_000, maxInputMs: 5_000 });
      expect(
        finding && `${finding.kind}: ${finding.message}\n${Buffer.from(finding.input).toString('base64')}`,
      ).toBeNull();
      expect(inputs).toBeGreaterThanOrEqual(target.seeds.length);
    },
  );
});

describe('what was found once', () => {
  const files = existsSync(found) ? readdirSync(found).filter((name) => name.endsWith('.bin')) : [];
  it.each(files)('%s is answered', async (name) => {
    const fitting = targets.filter((each) => name.startsWith(`${each.name}-`));
    const [target] = fitting.sort((a, b) => b.name.length - a.name.length);
    if (!target) throw new TypeError(`no target for ${name}`);
    const input = new Uint8Array(readFileSync(join(found, name)));
    const options = { seed: 1, maxRuns: 1, maxMs: 5_000, maxInputMs: 5_000 };
    const { finding } = await runTarget({ ...target, seeds: [input] }, options);
    expect(finding?.message ?? null).toBeNull();
  });
});
