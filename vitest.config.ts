import './scripts/before-start.mjs'
import { defineConfig } from 'vitest/config'

const PURE = 'test/domain/**/*.test.ts'
const PARTS = 'test/{activities,api,db,hosting,workflows}/**/*.test.ts'
/** Commands that people start. They mostly wait for processes to start and to end, so they run beside the installations. */
const LAUNCHERS = ['test/{stack,docs,features}/**/*.test.ts', 'test/rehearsal/{demo,command}.test.ts']

/** Tests on real servers: one PostgreSQL and one Temporal server for all tests of a project. */
const REAL = {
  // The native part of the Temporal SDK does not run in worker threads.
  pool: 'forks',
  // The SDK requires the payload converter by its path, without the transforms of the test runner.
  execArgv: ['--import', 'tsx'],
  globalSetup: ['test/setup/servers.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const

/** One file at a time, because each has its own servers. */
const ALONE = {
  ...REAL,
  maxWorkers: 1,
  // Only a test that hangs takes so long, even on a busy machine.
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
      // These tests mostly wait for servers, so two files run at the same time.
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
