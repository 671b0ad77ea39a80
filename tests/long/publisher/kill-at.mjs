// Loaded before the command: counts every call that changes a file, and ends the process with SIGKILL at the one that is
// asked for, a write when half of it is written. KILL_AT=0 ends nothing and writes the list of calls to KILL_LIST.
import files from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { writeFileSync } = files;
const at = Number(process.env.KILL_AT);
const list = process.env.KILL_LIST;
const calls = [];

function die() {
  process.kill(process.pid, 'SIGKILL');
  // The signal comes at once; nothing else is to run until then.
  for (;;);
}

for (const name of ['writeFile', 'rename', 'rm', 'mkdir', 'mkdtemp', 'copyFile', 'open', 'unlink', 'rmdir']) {
  const original = promises[name];
  promises[name] = (...args) => {
    if (name === 'open' && (args[1] ?? 'r') === 'r') return original(...args);
    calls.push(`${name} ${name === 'rename' ? args[1] : args[0]}`);
    if (calls.length !== at) return original(...args);
    if (name === 'writeFile' && typeof args[0] === 'string' && args[1].length > 1) {
      writeFileSync(args[0], args[1].slice(0, args[1].length >> 1));
    }
    return die();
  };
}
for (const name of ['writeFileSync', 'renameSync', 'rmSync', 'mkdirSync']) {
  const original = files[name];
  files[name] = (...args) => {
    calls.push(`${name} ${name === 'renameSync' ? args[1] : args[0]}`);
    if (calls.length !== at) return original(...args);
    if (name === 'writeFileSync' && args[1].length > 1) original(args[0], args[1].slice(0, args[1].length >> 1));
    return die();
  };
}
syncBuiltinESMExports();
if (list) process.on('exit', () => writeFileSync(list, JSON.stringify(calls)));
