import './scripts/before-start.mjs'
import { defineConfig } from 'vitest/config'

const PURE = 'test/domain/**/*.test.ts'
const PARTS = 'test/{activities,api,db,hosting,workflows}/**/*.test.ts'
/** Commands as people give them. They mostly wait for processes to start and to end, so they run beside the installations. */
const LAUNCHERS = ['test/{stack,docs,features}/**/*.test.ts', 'test/rehearsal/{demo,command}.test.ts']

/** On real parts: one PostgreSQL and one Temporal server for all tests of a project. */
const REAL = {
  // The Temporal SDK's native part does not live in worker threads.
  pool: 'forks',
  // The SDK requires the payload converter by its path, past the transforms of the test runner.
  execArgv: ['--import', 'tsx'],
  globalSetup: ['test/setup/servers.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const

/** One file at a time: each has servers of its own. */
const ALONE = {
  ...REAL,
  maxWorkers: 1,
  // Only a hang takes that long, whatever else the machine does.
  testTimeout: 180_000,
  sequence: { groupOrder: 2 },
} as const

export default defineConfig({
  test: {
    reporters: ['default', './test/setup/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'rules',
          include: [PURE],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      // Mostly waiting for servers: two files at once.
      { test: { ...REAL, name: 'real parts', include: [PARTS], maxWorkers: 2, sequence: { groupOrder: 1 } } },
      { test: { ...ALONE, name: 'launchers', include: LAUNCHERS } },
      {
        test: {
          ...ALONE,
          name: 'whole installations',
          include: ['test/**/*.test.ts'],
          exclude: [PURE, PARTS, ...LAUNCHERS],
          // Of tests that say so: rehearsals.
          maxConcurrency: 4,
        },
      },
    ],
  },
})
