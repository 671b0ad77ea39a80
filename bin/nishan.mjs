#!/usr/bin/env node
// The command: runs what `npm run build` made of src/publisher.
import { existsSync } from 'node:fs';

const built = new URL('../dist/publisher/nishan.js', import.meta.url);

// A reader that has seen enough, `nishan … | head -1`, is no failure.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

if (existsSync(built)) {
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error('The command is not built yet. Run: npm run build');
  process.exitCode = 1;
}
