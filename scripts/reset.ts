import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { holderOf } from './stack/claim.ts'
import { endLeftovers } from './stack/leftovers.ts'
import { stateFolder } from './stack/state.ts'

/** `npm run reset`: forgets all state of this checkout; refused while a stack runs in it. */
async function reset(): Promise<void> {
  const state = stateFolder(resolve(import.meta.dirname, '..'))
  const launcher = holderOf(state.lock)
  if (launcher) {
    throw new Error(
      `The stack of this checkout is running: stop it first (Ctrl-C in its terminal, or kill ${launcher.pid}).`,
    )
  }
  await endLeftovers(state, console.log)
  rmSync(state.folder, { recursive: true, force: true })
  console.log('All state of this checkout is gone; the next start begins anew.')
}

reset().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
