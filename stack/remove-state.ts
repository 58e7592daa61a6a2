import { rmSync } from 'node:fs'
import { removeDataElsewhere } from './postgres-data.ts'
import type { StateFolder } from './state.ts'

/** Removes all state of a stack. The stack must not be running. */
export function removeState(state: StateFolder): void {
  removeDataElsewhere(state)
  rmSync(state.folder, { recursive: true, force: true })
}
