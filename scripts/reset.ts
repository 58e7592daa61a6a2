import { resolve } from 'node:path'
import { endLeftovers } from '#stack/leftovers.ts'
import { holderOf } from '#stack/lock-file.ts'
import { removeState } from '#stack/remove-state.ts'
import { refuseOtherUser, stateFolder } from '#stack/state.ts'

/** `npm run reset`: deletes all state of this checkout. Refused while a stack is running in it. */
async function reset(): Promise<void> {
  const state = stateFolder(resolve(import.meta.dirname, '..'))
  refuseOtherUser(state)
  const launcher = holderOf(state.lock)
  if (launcher) {
    throw new Error(
      `The stack of this checkout is running: stop it first (Ctrl-C in its terminal, or kill ${launcher.pid}).`,
    )
  }
  await endLeftovers(state, console.log)
  removeState(state)
  console.log('All state of this checkout was deleted; the next start creates new data.')
}

reset().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
