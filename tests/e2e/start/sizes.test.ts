// What voters download of the app itself stays within bounds. They follow what was reached downwards, and never the other
// way unasked: docs/BENCHMARKS.md says what each part weighs, and the goals.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { type ShellSizes, shellSizes } from '../../harness/mirrors/shell-sizes.ts';

let mirror: Mirror;
let sizes: ShellSizes;
beforeAll(async () => {
  mirror = await makeMirror();
  sizes = shellSizes(mirror.dir);
});
afterAll(() => mirror.remove());

it('finds the files that the worker keeps', () => {
  expect(sizes.firstFiles).toBeGreaterThanOrEqual(3);
  expect(sizes.restFiles).toBeGreaterThan(10);
});

it('needs few bytes for the first answer', () => {
  // 0.5 kB came with a start that reads all in one transaction, and with a second copy of the hash that the entry does not share.
  // 700 bytes of it look at what pictures, dates and texts of a guide would do to a phone (decision 35).
  // 0.1 kB keep it from being pressed within another site's page; 0.3 verify a signature without a table, a file at a time; 0.2 tell a wrong clock, and another day than the list’s, apart.
  // 0.35 kB end what is under way with the page, and tell of a store that gives no answer (decision 50); 0.15 ask the browser to hash and inflate (decision 49).
  expect(sizes.first).toBeLessThan(70_400);
});

it('needs fewer for an answer that is held: what fetches and verifies is a file of its own', () => {
  // 0.1 kB of it hands over to later files what they imported: for that nothing of it is compiled at a start (decision 45).
  expect(sizes.held).toBeLessThan(56_400);
  expect(sizes.first - sizes.held).toBeGreaterThan(10_000);
});

it('keeps the worker and the whole app small', () => {
  // What is wiped, held against signed app.json and compared on seats' pages; 0.2 kB a screen that came are in its list.
  // 0.4 kB tell which scripts may be kept as a host sent them (decision 45).
  // Names of files carry their hash, which packs a few bytes better or worse with every change.
  expect(sizes.worker).toBeLessThan(5_650);
  // Pictures of seats are 13 kB of it (decision 37); last came a seat's public history, and reading whole messages: 5 kB.
  // 2.6 kB came with a carrier that says each candidate once, what a silent store and a slow link are told as, names that look alike, and native hashing.
  // 0.8 kB keep a tab that stood still from writing over a newer edition, on pages without locks, and change notes in one step.
  expect(sizes.whole).toBeLessThan(263_400);
});

it('has no call that V8 before Chrome 91 gets wrong: spread arguments behind `?.`', () => {
  const assets = join(mirror.dir, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const calls = scripts.flatMap(
    (name) => readFileSync(join(assets, name), 'utf8').match(/\?\.(?:\w+)?\([^()]*\.\.\./g) ?? [],
  );
  expect(calls).toEqual([]);
});
