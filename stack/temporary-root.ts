import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeState } from './remove-state.ts'
import { stateFolder } from './state.ts'

/** A folder for a temporary stack. */
export interface TemporaryRoot {
  readonly folder: string
  /** Removes the folder with all state. Call it after the stack has stopped. */
  remove(): void
}

export function temporaryRoot(name: string): TemporaryRoot {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `tongchou-${name}-`)))
  // PostgreSQL's user can enter the folder; other users cannot list it.
  chmodSync(folder, 0o711)
  return {
    folder,
    remove() {
      removeState(stateFolder(folder))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
