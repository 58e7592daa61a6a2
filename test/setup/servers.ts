/** One PostgreSQL and one Temporal server for all tests on real servers; each test opens its own world. */
import type { TestProject } from 'vitest/node'
import { startStack } from '#stack/stack.ts'
import { temporaryRoot } from '#stack/temporary-root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    servers: { adminDatabaseUrl: string; temporalAddress: string; temporalUiUrl: string }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = temporaryRoot('test')
  const stack = await startStack({ root: root.folder, processes: 'servers' })
  const { adminDatabaseUrl, temporalAddress, temporalUiUrl } = stack
  project.provide('servers', { adminDatabaseUrl, temporalAddress, temporalUiUrl })
  return async () => {
    await stack.stop()
    root.remove()
  }
}
