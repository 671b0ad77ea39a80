// The account of benches: what is read as a number, what reaches a goal, which rows stay when a bench fails, and that
// docs/BENCHMARKS.md is what is kept, with a reason for each goal that was missed.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparisons } from './comparisons.mjs';
import { goals } from './goals.mjs';
import { describeMachine, isQuiet, watchLoad } from './machine.mjs';
import { isOfTime, readQuantities, verdict } from './quantities.mjs';
import { fillMarkers, findRow, missedGoals, renderParts } from './render.mjs';
import { type BenchRun, type Results, type Row, withRun } from './results.mjs';

const top = resolve(import.meta.dirname, '../../..');
const kept = JSON.parse(readFileSync(join(import.meta.dirname, '../results.json'), 'utf8')) as Results;

const machine = { processor: 'P', cores: 2, memory: '8 GB', system: 'S', node: '20.0', browsers: [], commit: 'abc' };
const quiet = { before: 0.5, most: 2.9, others: 0.02 };
const busy = { before: 0.5, most: 3.1, others: 0.4 };
const empty: Results = { machine: null, benches: {} };

function rowOf(figure: string, measured: string, goal = '', note = ''): Row {
  return { figure, measured, goal, note };
}
function runOf(tests: BenchRun['tests'], more: Partial<BenchRun> = {}): BenchRun {
  return { date: '2026-11-22T19:15:00Z', seconds: 9, machine, load: quiet, tests, stopped: null, ...more };
}
const passed = (name: string, ...rows: Row[]) => ({ name, state: 'passed', rows });
const failed = (name: string, why: string) => ({ name, state: 'failed', why, rows: [] });
const part = (results: Results, name: string, wanted = goals): string =>
  renderParts(results, wanted, []).get(name) ?? '';

describe('a number with a unit', () => {
  it('is read in the smallest unit, without its spread', () => {
    expect(readQuantities('1,296 ms (1,200-1,400)')).toEqual([{ of: 'time', value: 1_296 }]);
    expect(readQuantities('2 requests, 541 B')).toEqual([
      { of: 'requests', value: 2 },
      { of: 'bytes', value: 541 },
    ]);
    expect(readQuantities('2.7 s (2.7-2.8); processor 3.3 s; 298 MB').map(({ value }) => value)).toEqual([
      2_700, 3_300, 298_000_000,
    ]);
    expect(readQuantities('4.7 kB/s')).toEqual([{ of: 'rate', value: 4.7 }]);
    expect(readQuantities('none')).toEqual([]);
  });

  it.each([
    ['57.4 kB', '22 kB', 'missed'],
    ['22.0 kB', '22 kB', 'reached'],
    ['1.5 s', '300 ms', 'missed'],
    ['2 requests, 541 B', '2 requests, 1 kB', 'reached'],
    ['3 requests, 541 B', '2 requests, 1 kB', 'missed'],
    ['2.7 s; 501 MB', '5 s, 500 MB', 'missed'],
    ['99.1 % of 781', 'at least 99 %', 'reached'],
    ['4.7 kB/s', 'at least 12 kB/s', 'missed'],
    ['90 (88-92)', 'at least 100', 'missed'],
    ['57.4 kB', '22 ms', ''],
    ['never', '22 ms', ''],
    ['57.4 kB', '', ''],
  ] as const)('%s of %s is "%s"', (measured, goal, said) => {
    expect(verdict(measured, goal)).toBe(said);
  });

  it('is spoiled by a busy machine where it tells of time', () => {
    expect(['9 ms', '4.7 kB/s', '2 requests; 9 s'].map(isOfTime)).toEqual([true, true, true]);
    expect(['9 kB', '99 %', '2 requests, 541 B'].map(isOfTime)).toEqual([false, false, false]);
  });
});

describe('a machine', () => {
  it('is quiet up to its cores and one more, or where the load is its own', () => {
    expect(isQuiet(quiet, 2)).toBe(true);
    expect(isQuiet(busy, 2)).toBe(false);
    expect(isQuiet({ ...busy, others: 0.05 }, 2)).toBe(true);
    expect(isQuiet({ ...busy, others: null }, 2)).toBe(false);
    expect(isQuiet({ before: 3.5, most: 3.5, others: 0.5 }, 2)).toBe(false);
  });

  it('is described without its name', () => {
    const found = describeMachine(top);
    expect(found.cores).toBeGreaterThan(0);
    expect(Object.keys(found).sort()).toEqual(['browsers', 'commit', 'cores', 'memory', 'node', 'processor', 'system']);
    const { before, most } = watchLoad().stop();
    expect(most).toBeGreaterThanOrEqual(before);
  });
});

describe('what is kept', () => {
  const before = withRun(empty, 'x', runOf([passed('one', rowOf('a', '1 ms')), passed('two', rowOf('b', '2 ms'))]));
  const rowsOf = (results: Results): string[] =>
    results.benches.x?.tests.flatMap(({ rows }) => rows.map(({ measured }) => measured)) ?? [];

  it('is the newest of each test', () => {
    const after = withRun(before, 'x', runOf([passed('one', rowOf('a', '3 ms')), passed('two', rowOf('b', '4 ms'))]));
    expect(rowsOf(after)).toEqual(['3 ms', '4 ms']);
    expect(rowsOf(before)).toEqual(['1 ms', '2 ms']);
  });

  it('keeps the older rows of a test that failed, and says so', () => {
    const after = withRun(before, 'x', runOf([passed('one', rowOf('a', '3 ms')), failed('two', 'no | browser\nhere')]));
    expect(rowsOf(after)).toEqual(['3 ms', '2 ms']);
    expect(part(after, 'x')).toContain('On 22 November 2026 "two" gave no figures: no \\| browser here.');
  });

  it('keeps those that an ended run did not come to', () => {
    const after = withRun(before, 'x', runOf([passed('one', rowOf('a', '3 ms'))], { stopped: 'it took too long' }));
    expect(rowsOf(after)).toEqual(['3 ms', '2 ms']);
    expect(part(after, 'x')).toContain('it took too long');
  });

  it('forgets a test that is no more, and a failure that is over', () => {
    const broken = withRun(before, 'x', runOf([failed('one', 'why'), passed('two', rowOf('b', '5 ms'))]));
    const after = withRun(broken, 'x', runOf([passed('one', rowOf('a', '3 ms'))]));
    expect(rowsOf(after)).toEqual(['3 ms']);
    expect(part(after, 'x')).not.toContain('gave no figures');
  });
});

describe('the tables', () => {
  const goal = { what: 'thing', bench: 'x', figure: 'a', goal: '1 ms', limit: 'Because.' };

  it('say what was reached, missed, and measured beside other work', () => {
    const of = (measured: string, load = quiet): string =>
      part(withRun(empty, 'x', runOf([passed('one', rowOf('a', measured))], { load })), 'goals', [goal]);
    expect(of('1 ms')).toContain('| thing | 1 ms | 1 ms | reached | `x` |');
    expect(of('1 ms')).not.toContain('Because.');
    expect(of('4 ms')).toContain('| missed |');
    expect(of('4 ms')).toContain('- **thing**: 4.0 times the goal. Because.');
    expect(of('4 ms', busy)).toContain('| missed, not quiet |');
    expect(of('4 kB', busy)).not.toContain('not quiet');
    expect(part(empty, 'goals', [goal])).toContain('| thing | not measured yet | 1 ms |');
  });

  it('stand between their markers, and leave everything else', () => {
    const document = '# A\n\n<!-- bench:x -->\nold\n<!-- /bench:x -->\n\nby hand\n';
    const filled = fillMarkers(document, new Map([['x', 'new']]));
    expect(filled).toBe('# A\n\n<!-- bench:x -->\n\nnew\n\n<!-- /bench:x -->\n\nby hand\n');
    expect(fillMarkers(filled, new Map([['x', 'new']]))).toBe(filled);
    expect(fillMarkers('by hand\n', new Map([['y', '$& new']]))).toContain('## y\n\n<!-- bench:y -->\n\n$& new');
  });
});

describe('docs/BENCHMARKS.md', () => {
  it('is what is kept', () => {
    const document = readFileSync(join(top, 'docs/BENCHMARKS.md'), 'utf8');
    expect(fillMarkers(document, renderParts(kept, goals, comparisons))).toBe(document);
  });

  it('has a row for each goal, and a reason for each that was missed', () => {
    expect(missedGoals(kept, goals).filter(({ limit }) => limit.trim() === '')).toEqual([]);
    const files = readdirSync(join(top, 'tests/bench'), { recursive: true }).map((file) => basename(String(file)));
    for (const { bench } of goals) expect(files).toContain(`${bench}.bench.ts`);
  });

  it.each([
    ['goal', goals.map(({ bench, figure }) => [bench, figure] as const)],
    ['comparison', comparisons.flatMap(({ ours, theirs }) => [ours, theirs])],
  ] as const)('finds the figure of each %s, where its bench was run', (_, figures) => {
    const lost = figures.filter(
      ([bench, figure]) =>
        kept.benches[bench]?.tests.length && kept.benches[bench].failures.length === 0 && !findRow(kept, bench, figure),
    );
    expect(lost).toEqual([]);
  });
});
