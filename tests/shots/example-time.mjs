// A moment of the example as it is written, moved as `nishan init` moves its days today: src/publisher/init/example-days.ts,
// which this page of plain JavaScript cannot load.
const weekMs = 7 * 86_400_000;
const writtenMs = Date.UTC(2026, 10, 22);

/** @param {string} written "2027-02-08T05:00:00Z" */
export function exampleTime(written) {
  const weeks = Math.max(0, Math.floor((Date.now() - writtenMs) / weekMs));
  return new Date(Date.parse(written) + weeks * weekMs);
}
