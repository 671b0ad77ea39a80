// The generated parts of docs/BENCHMARKS.md, out of what benches gave. Pure: texts in, texts out. What stands between
// "<!-- bench:NAME -->" and "<!-- /bench:NAME -->" is the program's; everything else is a person's and stays.
import { isQuiet } from './machine.mjs';
import { isOfTime, readQuantities, verdict } from './quantities.mjs';

const notMeasured = 'not measured yet';

/**
 * Puts parts between their markers.
 * @param {string} document
 * @param {ReadonlyMap<string, string>} parts by name; those without markers are added at the end, with a heading
 */
export function fillMarkers(document, parts) {
  let filled = document;
  for (const [name, part] of parts) {
    const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
    const from = filled.indexOf(begin);
    const to = filled.indexOf(end);
    const written = `${begin}\n\n${part.trim()}\n\n${end}`;
    filled =
      from >= 0 && to > from
        ? filled.slice(0, from) + written + filled.slice(to + end.length)
        : `${filled.trimEnd()}\n\n## ${name}\n\n${written}\n`;
  }
  return filled;
}

/**
 * All generated parts.
 * @param {object} results as run.mjs keeps them
 * @param {readonly object[]} goals of goals.mjs
 * @param {readonly object[]} comparisons of comparisons.mjs
 * @returns {Map<string, string>}
 */
export function renderParts(results, goals, comparisons) {
  const parts = new Map();
  parts.set('machine', machineText(results.machine));
  parts.set('goals', goalsText(results, goals));
  parts.set('neighbours', comparisonsText(results, comparisons));
  for (const name of Object.keys(results.benches)) parts.set(name, benchText(results, name, goals));
  return parts;
}

/** The goals that were missed, each with the row that says so. */
export function missedGoals(results, goals) {
  return goals.filter(({ bench, figure, goal }) => {
    const found = findRow(results, bench, figure);
    return found !== null && verdict(found.row.measured, goal) === 'missed';
  });
}

/** The row of a figure, with what is known of its run; null where nobody measured it. */
export function findRow(results, bench, figure) {
  const run = results.benches[bench];
  for (const test of run?.tests ?? []) {
    const row = test.rows.find((each) => each.figure === figure);
    if (row) return { row, run, test };
  }
  return null;
}

function machineText(machine) {
  if (!machine) return `Nothing was measured yet.`;
  const { processor, cores, memory, system, node, browsers } = machine;
  return `Measured on: ${processor}, ${cores} cores, ${memory}; ${system}; ${[`Node ${node}`, ...browsers].join(', ')}.`;
}

function goalsText(results, goals) {
  const rows = goals.map(({ what, bench, figure, goal }) => {
    const found = findRow(results, bench, figure);
    if (!found) return [what, notMeasured, goal, '', `\`${bench}\``];
    return [what, found.row.measured, goal, verdictText(found, goal), `\`${bench}\``];
  });
  const missed = missedGoals(results, goals).map(
    (goal) =>
      `- **${goal.what}**: ${distanceText(findRow(results, goal.bench, goal.figure).row.measured, goal.goal)}. ${goal.limit}`,
  );
  const list =
    missed.length > 0 ? `\n\nHow far each missed goal is, and what would close it:\n\n${missed.join('\n')}` : '';
  return `${tableText(['what', 'measured', 'goal', '', 'bench'], rows)}${list}`;
}

/** "4.3 times the goal". */
function distanceText(measured, goal) {
  const wanted = readQuantities(goal);
  const found = readQuantities(measured);
  const isLeast = goal.startsWith('at least ');
  const ratios = wanted.flatMap(({ of, value }) => {
    const own = found.find((each) => each.of === of);
    return own && value > 0 ? [own.value / value] : [];
  });
  const worst = isLeast ? Math.min(...ratios) : Math.max(...ratios);
  return `${plainNumber(worst)} times the goal`;
}

function plainNumber(value) {
  return value >= 10 ? value.toFixed(0) : value >= 1.095 ? value.toFixed(1) : value.toFixed(2);
}

function verdictText({ row, run, test }, goal) {
  const said = goal === '' ? '' : verdict(row.measured, goal);
  const isSpoiled = (isOfTime(row.measured) || isOfTime(row.note)) && !isQuiet(test.load, run.machine.cores);
  return [said, isSpoiled ? 'not quiet' : ''].filter(Boolean).join(', ');
}

function benchText(results, name, goals) {
  const run = results.benches[name];
  const rows = run.tests.flatMap((test) =>
    test.rows.map((row) => {
      const goal = goals.find((each) => each.bench === name && each.figure === row.figure)?.goal ?? row.goal;
      return [row.figure, row.measured, goal, verdictText({ row, run, test }, goal), row.note];
    }),
  );
  const hasGoals = rows.some(([, , goal]) => goal !== '');
  const columns = (cells) => (hasGoals ? cells : [cells[0], cells[1], cells[4]]);
  const table =
    rows.length > 0
      ? tableText(columns(['figure', 'measured', 'goal', '', 'note']), rows.map(columns))
      : 'No figures: it has not come to its end yet.';
  return [captionText(results, run, name), table, ...failureTexts(run)].join('\n\n');
}

function captionText(results, run, name) {
  if (run.tests.length === 0) return `\`npm run bench -- ${name}\``;
  const runs = new Map(
    run.tests.map(({ date, commit, load, seconds }) => [`${date} ${commit}`, { date, commit, load, seconds }]),
  );
  const said = [...runs.values()].map(
    ({ date, commit, load, seconds }) =>
      `${dayText(date)}, commit ${commit}, load ${load.before.toFixed(1)} before and at most ${load.most.toFixed(1)} during, ${seconds} s`,
  );
  const { machine } = run;
  const isElsewhere = machine && JSON.stringify(machine) !== JSON.stringify(results.machine);
  const where = isElsewhere ? `; on another machine: ${machineText(machine)}` : '';
  return `\`npm run bench -- ${name}\`: ${said.join('; older rows ')}${where}.`;
}

function failureTexts(run) {
  return (run.failures ?? []).map(
    ({ date, what, why }) =>
      `On ${dayText(date)} "${what}" gave no figures: ${cellText(why)}. What stands above for it is older.`,
  );
}

/** "22 November 2026". */
function dayText(date) {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
}

function comparisonsText(results, comparisons) {
  const rows = comparisons.map(({ what, neighbour, ours, theirs, better }) => {
    const [own, other] = [ours, theirs].map(([bench, figure]) => findRow(results, bench, figure));
    if (!own || !other)
      return [what, own?.row.measured ?? notMeasured, neighbour, other?.row.measured ?? notMeasured, ''];
    const ratio = ratioText(own.row.measured, other.row.measured, better);
    const spoiled = [own, other].some((found) => verdictText(found, '') !== '');
    return [
      what,
      own.row.measured,
      neighbour,
      other.row.measured,
      [ratio, spoiled ? 'not quiet' : ''].filter(Boolean).join(', '),
    ];
  });
  return tableText(['what', 'Nishan', 'neighbour', 'measured', 'ratio'], rows);
}

/** The neighbour's first number in ours; "2.0 (ours)" says who is the better one. */
function ratioText(ours, theirs, better) {
  if (theirs === 'never') return 'theirs never comes';
  const [own] = readQuantities(ours);
  const other = readQuantities(theirs).find(({ of }) => of === own?.of);
  if (!own || !other || own.value === 0) return '';
  const ratio = better === 'more' ? own.value / other.value : other.value / own.value;
  return ratio >= 1 ? `${plainNumber(ratio)}, ours` : `${plainNumber(1 / ratio)}, theirs`;
}

function tableText(head, rows) {
  const line = (cells) => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** One line that a table can hold. */
function cellText(text) {
  return String(text).replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
