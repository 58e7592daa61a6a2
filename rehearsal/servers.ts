/** The servers that a rehearsal is played on: the checkout's running stack, or fresh ones that end with it. */
import { resolve } from 'node:path'
import { isRunning, type Stack, startStack } from '#stack/stack.ts'
import { temporaryRoot } from '#stack/temporary-root.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')

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
  // A folder of its own: what is left in the checkout's stays as it is.
  const root = temporaryRoot('rehearsal')
  const stack = await startStack({
    root: root.folder,
    processes: 'servers',
    quiet: true,
    ...(shortHistories ? { dynamicConfig: SHORT_HISTORIES } : {}),
  })
  return {
    stack,
    async stop() {
      await stack.stop()
      root.remove()
    },
  }
}
