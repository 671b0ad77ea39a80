// Prints the rows that benches gave, one table a file, and any bench that could not run; and keeps them as JSON where
// NISHAN_BENCH_ROWS names a file. It is written after each test, so that a run that is ended leaves what it had.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { goals } from './report/goals.mjs';
import { verdict } from './report/quantities.mjs';

export default class TableReporter {
  #tests = [];

  onTestCaseResult(test) {
    const { state, errors } = test.result();
    const rows = (test.meta().rows ?? []).map(([figure, measured, goal, note]) => ({ figure, measured, goal, note }));
    const why =
      state === 'failed'
        ? errors?.[0]?.message
        : state === 'skipped'
          ? 'left out: no data folder, or its preparation failed'
          : undefined;
    this.#keep({ name: test.name, state, rows, why });
  }

  onTestModuleEnd(module) {
    for (const { message } of module.errors())
      this.#keep({ name: 'its preparation', state: 'failed', rows: [], why: message });
    for (const { errors } of [...module.children.allSuites()].map((suite) => ({ errors: suite.errors() }))) {
      for (const { message } of errors)
        this.#keep({ name: 'its preparation', state: 'failed', rows: [], why: message });
    }
    const bench = basename(module.moduleId, '.bench.ts');
    const goalOf = (row) => goals.find((each) => each.bench === bench && each.figure === row.figure)?.goal ?? row.goal;
    const lines = this.#tests.flatMap(({ name, rows, why }) => [
      ...rows.map((row) => [row.figure, row.measured, goalOf(row), verdict(row.measured, goalOf(row)), row.note]),
      ...(why ? [[name, why, '', '', '']] : []),
    ]);
    const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((row) => row[column].length), 8));
    const line = (row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
    console.log(`\n${line(['figure', 'measured', 'goal', '', 'note'])}`);
    for (const row of lines) console.log(line(row));
  }

  #keep(test) {
    this.#tests.push(test);
    const path = process.env.NISHAN_BENCH_ROWS;
    if (path) writeFileSync(path, JSON.stringify(this.#tests));
  }
}
