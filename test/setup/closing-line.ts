import type { Reporter, TestModule } from 'vitest/node'

/** Prints the last line of the run, which scripts look for. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        if (state === 'failed') failed += 1
      }
      // A file that could not be collected is a failure, too.
      if (module.state() === 'failed' && [...module.children.allTests('failed')].length === 0) failed += 1
    }
    // After the default reporter's summary.
    setImmediate(() => process.stdout.write(`\n${passed} passed, ${failed} failed\n`))
  }
}
