// Prints the rows that benches gave, one table a file, and any bench that could not run.
export default class TableReporter {
  onTestModuleEnd(module) {
    const rows = [];
    for (const test of module.children.allTests()) {
      rows.push(...(test.meta().rows ?? []));
      const { state, errors } = test.result();
      if (state === 'failed') rows.push([test.name, `could not run: ${errors?.[0]?.message}`, '', '']);
      if (state === 'skipped') rows.push([test.name, 'skipped: no data folder', '', '']);
    }
    const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => String(row[column]).length), 6));
    const line = (row) => row.map((cell, i) => String(cell).padEnd(widths[i] ?? 0)).join('  ');
    console.log(`\n${line(['figure', 'measured', 'goal', 'note'])}`);
    for (const row of rows) console.log(line(row));
  }
}
