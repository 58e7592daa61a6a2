/** Copies a stream into an unlinked temporary file, for random access. The file disappears when its handle is closed, also after a crash. */
import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** The caller closes it. */
export async function unlinkedCopy(pieces: AsyncIterable<Buffer>, folder: string): Promise<FileHandle> {
  const path = join(folder, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  try {
    await rm(path)
    for await (const piece of pieces) await file.writeFile(piece)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}
