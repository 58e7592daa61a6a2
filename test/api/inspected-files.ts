/** Inspects files without an API. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileTypeName, typeByName } from '#api/documents/inspection/file-types.ts'
import { inspectFile } from '#api/documents/inspection/inspect-file.ts'

export interface Inspection {
  /** The code of the refusal, or `taken`. Throws when the inspection leaves other files. */
  found(content: Buffer, name: string): Promise<string>
  close(): Promise<void>
}

export async function openInspection(): Promise<Inspection> {
  const folder = await mkdtemp(join(tmpdir(), 'tongchou-inspected-'))
  const path = join(folder, 'file')
  return {
    async found(content, name) {
      await writeFile(path, content)
      const type = typeByName(name) as FileTypeName
      const result = await inspectFile(path, content.length, type).then(
        () => 'taken',
        (error: { code?: string }) => {
          if (error.code === undefined) throw error
          return error.code
        },
      )
      const left = await readdir(folder)
      if (left.length !== 1) throw new Error(`left behind: ${left.join()}`)
      return result
    },
    close: () => rm(folder, { recursive: true }),
  }
}
