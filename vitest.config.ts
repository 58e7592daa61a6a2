import { defineConfig } from 'vitest/config'

/** Tests of pure rules need nothing; all others share one PostgreSQL and one Temporal server for the run. */
export default defineConfig({
  test: {
    reporters: ['default', './test/setup/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/domain/**/*.test.ts'],
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'real parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/domain/**'],
          // The Temporal SDK's native part does not live in worker threads.
          pool: 'forks',
          // The SDK requires the payload converter by its path, past the transforms of the test runner.
          execArgv: ['--import', 'tsx'],
          globalSetup: ['test/setup/servers.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Of tests that say so: rehearsals, which mostly wait.
          maxConcurrency: 3,
        },
      },
    ],
  },
})
