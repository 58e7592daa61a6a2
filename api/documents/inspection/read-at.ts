import type { FileHandle } from 'node:fs/promises'
import { FileRefused } from './file-refusals.ts'

/** Exactly these bytes of the file. Refuses the file if they are beyond its end. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  if (length === 0) return buffer
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead !== length) throw new FileRefused('zipUnreadable')
  return buffer
}
