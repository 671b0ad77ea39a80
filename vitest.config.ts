import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { carrierShell } from './bin/plugins/carrier-shell.mjs';
import { localeParts } from './bin/plugins/locale-parts.mjs';
import { shippedLicences } from './bin/plugins/shipped-licences.mjs';

// What parts of the source need to be read at all, in every kind of test.
const plugins = [localeParts(), carrierShell(), shippedLicences()];

// A second is too short on a machine that does something else, too; what comes sooner ends the wait.
const patience = { poll: { timeout: 15_000 } };

// Apart from vite.config.ts, so that the PWA plugin is not loaded by tests. `unit` runs in Node; `e2e` drives real
// browsers against a built app; `long` is what `npm run test:long` adds.
export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'unit',
          expect: patience,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/long/**'],
          environment: 'node',
          testTimeout: 20_000,
          // Vitest leaves one core free for itself; of two that is half.
          maxWorkers: availableParallelism(),
        },
      },
      {
        plugins,
        test: {
          name: 'e2e',
          expect: patience,
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 90_000,
          hookTimeout: 180_000,
          // After the unit tests, and two at a time: with more, two cores make each of them late.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins,
        test: {
          name: 'long',
          expect: patience,
          include: ['tests/long/**/*.test.ts'],
          environment: 'node',
          testTimeout: 1_800_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        plugins,
        test: {
          name: 'bench',
          include: ['tests/bench/**/*.bench.ts'],
          environment: 'node',
          // tests/bench/run.mjs ends a bench that takes too long.
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/core/**'],
      exclude: ['**/*.d.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { branches: 95 },
    },
  },
});
