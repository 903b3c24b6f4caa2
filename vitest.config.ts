import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const setupFiles = ['test/plain-output.ts'];

/** Two projects: `quick` by itself is the inner loop, `long` holds the statistical and the large tests. */
export default defineConfig({
  test: {
    // Vitest leaves a core to itself, and many tests wait for processes that they start.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: 'quick',
          setupFiles,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.long.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'long',
          setupFiles,
          include: ['test/**/*.long.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
