import { rmSync } from 'node:fs'
import { removeDataElsewhere } from './postgres-data.ts'
import type { StateFolder } from './state.ts'

/** Removes all that a stack has kept, which must not run any more. */
export function removeState(state: StateFolder): void {
  removeDataElsewhere(state)
  rmSync(state.folder, { recursive: true, force: true })
}
