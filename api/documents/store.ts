/**
 * Where the content of documents lies: each under its SHA-256, written once, never changed. The interface is all
 * that the rest of the application knows of it.
 */
import type { Readable } from 'node:stream'
import { isDigest } from '#domain/shape.ts'

export interface ByteRange {
  start: number
  /** Inclusive. */
  end: number
}

export interface BlobStore {
  /** A path for a file that is being received, on the side of the store that nobody reads. */
  newIncoming(): Promise<string>
  /** Keeps a received file for good, and takes it from where it was. Content that is here already is left as it is. */
  keep(digest: string, incoming: string): Promise<void>
  /** The content, or what went wrong as an error of the stream. */
  open(digest: string, range: ByteRange): Readable
}

/** Folders and object names may come from nothing but a digest. */
export function asDigest(text: string): string {
  if (!isDigest(text)) throw new Error('not a digest')
  return text
}
