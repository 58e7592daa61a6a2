/** A folder of a world's own for the content of its documents; removed when the world ends. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface OwnFolder {
  path: string
  drop(): Promise<void>
}

export async function openFolder(): Promise<OwnFolder> {
  const path = await mkdtemp(join(tmpdir(), 'tongchou-documents-'))
  return { path, drop: () => rm(path, { recursive: true, force: true }) }
}
