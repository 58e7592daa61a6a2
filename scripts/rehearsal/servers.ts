/** The servers that a rehearsal is played on: the checkout's running stack, or fresh ones that end with it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isRunning, type Stack, startStack } from '../stack/stack.ts'

const CHECKOUT = resolve(import.meta.dirname, '../..')

/** So few events that every rehearsal crosses a new run of its case. */
export const SHORT_HISTORIES = { 'limit.historyCount.suggestContinueAsNew': 20 } as const

export interface RehearsalServers {
  stack: Stack
  stop(): Promise<void>
}

export async function serversForRehearsal({
  shortHistories,
}: {
  shortHistories: boolean
}): Promise<RehearsalServers> {
  if (!shortHistories && isRunning(CHECKOUT)) {
    const stack = await startStack({ root: CHECKOUT, processes: 'servers', quiet: true })
    return { stack, stop: () => stack.stop() }
  }
  // A folder of its own: what is left in the checkout's stays as it is. PostgreSQL's user must get through.
  const root = mkdtempSync(join(tmpdir(), 'tongchou-rehearsal-'))
  chmodSync(root, 0o755)
  const stack = await startStack({
    root,
    processes: 'servers',
    quiet: true,
    ...(shortHistories ? { dynamicConfig: SHORT_HISTORIES } : {}),
  })
  return {
    stack,
    async stop() {
      await stack.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
