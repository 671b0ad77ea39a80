// `npm run mutate`: takes each defence out and sees which test notices. One that no test notices fails the run.
// `npm run mutate -- rollback` tries those with that word in their name, `-- --threats` those that docs/THREATS.md names.
import { readFileSync } from 'node:fs';
import { threatsOf } from './threats.mjs';
import { tryDefences } from './try-defences.mjs';

const [wanted = ''] = process.argv.slice(2);

function isWanted(name) {
  return wanted === '--threats' ? named.has(name) : name.includes(wanted);
}

const page = readFileSync(new URL('../../docs/THREATS.md', import.meta.url), 'utf8');
const named = new Set(threatsOf(page).flatMap(({ defences }) => defences));

try {
  const { noticed, missed } = await tryDefences(isWanted);
  console.log(`${noticed} defences noticed, ${missed} missed`);
  process.exitCode = missed === 0 && noticed > 0 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
