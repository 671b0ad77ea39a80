// The machine that measures, and how busy others keep it meanwhile. No host's name: figures do not depend on it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { findChrome } from '../../harness/browsers/chrome.mjs';
import { findFirefox } from '../../harness/browsers/firefox.mjs';

/**
 * What a reader of figures wants to know of the machine.
 * @param {string} top the checkout
 * @returns {{ processor: string, cores: number, memory: string, system: string, node: string, browsers: string[], commit: string }}
 */
export function describeMachine(top) {
  const os = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const kernel = `${type()} ${release().split('.').slice(0, 2).join('.')}`;
  const system = /^PRETTY_NAME="(.*)"/m.exec(os)?.[1];
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: system ? `${system}, ${kernel}` : kernel,
    node: process.versions.node,
    browsers: [versionOf(findChrome()), versionOf(findFirefox())].filter((version) => version !== null),
    commit: commitOf(top),
  };
}

/** "Chromium 156.0". */
function versionOf(path) {
  if (path === null) return null;
  try {
    const said = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /^(?:Google |Mozilla )?(\w+ \d+\.\d+)/.exec(said.trim())?.[1] ?? null;
  } catch {
    return null;
  }
}

function commitOf(top) {
  const git = (...args) =>
    execFileSync('git', args, { cwd: top, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    // What the benches write themselves is no change of what they measure.
    const changed = git('status', '--porcelain', '--', '.', ':!docs', ':!tests/bench/results.json').trim();
    return `${git('rev-parse', '--short=9', 'HEAD').trim()}${changed === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

/**
 * Watches the load until it is asked to stop.
 * @returns {{ stop(): { before: number, most: number, others: number | null } }} loads are averages of a minute; `others` is
 *   the share of all processors that other programs took, where the system tells it
 */
export function watchLoad() {
  const before = loadavg()[0] ?? 0;
  const began = processorTicks();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, loadavg()[0] ?? 0);
  }, 2_000);
  return {
    stop() {
      clearInterval(timer);
      const ended = processorTicks();
      const all = began && ended ? ended.all - began.all : 0;
      const taken = began && ended ? ended.busy - began.busy - (ended.own - began.own) : 0;
      return { before, most, others: all > 0 ? Math.max(0, taken / all) : null };
    },
  };
}

/** Ticks of all processors, those of them with work, and those of this process and the children that it waited for. */
function processorTicks() {
  try {
    const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].trim().split(/\s+/).map(Number);
    const [user, nice, system, idle, waiting, hard, soft] = ticks;
    const busy = user + nice + system + hard + soft;
    const own = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ').slice(11, 15).map(Number);
    return { all: busy + idle + waiting, busy, own: own.reduce((sum, each) => sum + each, 0) };
  } catch {
    return null;
  }
}

/**
 * Whether times of a run may be read: the load stayed within the cores and one more, or it was the bench's own.
 * @param {{ before: number, most: number, others: number | null }} load
 * @param {number} cores
 */
export function isQuiet(load, cores) {
  return Math.max(load.before, load.most) <= cores + 1 || (load.others !== null && load.others < 0.1);
}
