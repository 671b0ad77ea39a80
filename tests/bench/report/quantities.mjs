// Numbers with units in the texts of a table, and whether what was measured reaches a goal. "2 requests, 541 B",
// "1,296 ms (1,200-1,400)", "at least 99 %".

const units = {
  ms: ['time', 1],
  s: ['time', 1_000],
  B: ['bytes', 1],
  kB: ['bytes', 1_000],
  MB: ['bytes', 1_000_000],
  GB: ['bytes', 1_000_000_000],
  'kB/s': ['rate', 1],
  '%': ['share', 1],
  requests: ['requests', 1],
};

/**
 * The numbers of a text that stand first in their part, each as what it is a number of and in that thing's smallest unit.
 * @param {string} text parts are separated by ", " or "; "; what stands in brackets is a spread and not read
 * @returns {{ of: string, value: number }[]}
 */
export function readQuantities(text) {
  return text
    .replace(/\([^)]*\)/g, '')
    .split(/[,;] /)
    .flatMap((part) => {
      const found = /(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?: ?(kB\/s|ms|s|kB|MB|GB|B|%|requests)(?!\w))?/.exec(part);
      if (!found) return [];
      const [of, factor] = units[found[2] ?? ''] ?? ['', 1];
      return [{ of, value: Number(found[1].replaceAll(',', '')) * factor }];
    });
}

/**
 * Holds what was measured against a goal, each number of the goal against the first measured one of the same kind.
 * @param {string} measured
 * @param {string} goal at most so much; with "at least" before it, at least so much
 * @returns {'reached' | 'missed' | ''} '' where they cannot be compared
 */
export function verdict(measured, goal) {
  const isLeast = goal.startsWith('at least ');
  const wanted = readQuantities(goal);
  const found = readQuantities(measured);
  if (wanted.length === 0) return '';
  const each = wanted.map(({ of, value }) => {
    const own = found.find((one) => one.of === of);
    return own && (isLeast ? own.value >= value : own.value <= value);
  });
  if (each.includes(undefined)) return '';
  return each.every(Boolean) ? 'reached' : 'missed';
}

/** Whether a text tells of time or speed, which a busy machine spoils; sizes, shares and counts are the same anywhere. */
export function isOfTime(text) {
  return readQuantities(text).some(({ of }) => of === 'time' || of === 'rate');
}
