/** One PostgreSQL and one Temporal server for all tests on real parts; each test opens a world of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startStack } from '#scripts/stack/stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    servers: { adminDatabaseUrl: string; temporalAddress: string; temporalUiUrl: string }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = mkdtempSync(join(tmpdir(), 'tongchou-test-'))
  const stack = await startStack({ root, processes: 'servers' })
  const { adminDatabaseUrl, temporalAddress, temporalUiUrl } = stack
  project.provide('servers', { adminDatabaseUrl, temporalAddress, temporalUiUrl })
  return async () => {
    await stack.stop()
    rmSync(root, { recursive: true, force: true })
  }
}
