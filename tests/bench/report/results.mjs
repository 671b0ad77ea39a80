// What benches gave, kept from run to run in results.json: a bench that fails leaves its older rows. Pure.

/**
 * Takes in one run of one bench.
 * @param {object} results is not changed
 * @param {string} name of the bench
 * @param {{ date: string, seconds: number, machine: object, load: object, tests: readonly { name: string, state: string, why?: string,
 *   rows: readonly { figure: string, measured: string, goal: string, note: string }[] }[], stopped: string | null }} run `stopped` says why it did not come to its end
 */
export function withRun(results, name, run) {
  const { commit, ...machine } = run.machine;
  const older = results.benches[name]?.tests ?? [];
  const { date, seconds, load, stopped } = run;
  const done = run.tests.filter(({ state, rows }) => state === 'passed' && rows.length > 0);
  const fresh = new Map(
    done.map((test) => [test.name, { name: test.name, date, commit, seconds, load, rows: test.rows }]),
  );
  const failed = run.tests.filter(({ state }) => state !== 'passed');
  // Of a run that came to its end, a test that it does not know is one that is no more.
  const isKept = (test) =>
    !fresh.has(test.name) && (stopped !== null || failed.some((each) => each.name === test.name));
  const kept = new Map(older.filter(isKept).map((test) => [test.name, test]));
  const names = [...new Set([...run.tests.map((test) => test.name), ...older.map((test) => test.name)])];
  const failures = failed.map((test) => ({ date, what: test.name, why: test.why ?? test.state }));
  if (stopped !== null) failures.push({ date, what: name, why: stopped });
  const tests = names.flatMap((each) => fresh.get(each) ?? kept.get(each) ?? []);
  const benches = { ...results.benches, [name]: { machine, tests, failures } };
  return { machine, benches: Object.fromEntries(Object.entries(benches).sort(([a], [b]) => (a < b ? -1 : 1))) };
}
