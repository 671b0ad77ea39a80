// `npm run mutate`: takes each defence out and sees which test notices. One that no test notices fails the run.
// `npm run mutate -- rollback` tries those with that word in their name.
import { tryDefences } from './try-defences.mjs';

try {
  const { noticed, missed } = await tryDefences(process.argv[2]);
  console.log(`${noticed} defences noticed, ${missed} missed`);
  process.exitCode = missed === 0 && noticed > 0 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
