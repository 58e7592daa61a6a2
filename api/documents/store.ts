/**
 * The interface of blob stores. The content of each document is stored under its SHA-256, written once and never changed. The rest of
 * the application uses only this interface.
 */
import type { Readable } from 'node:stream'
import { isDigest } from '#domain/values/shape.ts'
import { Problem } from '../problem.ts'

export interface ByteRange {
  start: number
  /** Inclusive. */
  end: number
}

export interface Stored {
  digest: string
  sizeBytes: number
}

/** Throws only `storeUnavailable` and `ContentDamaged`. */
export interface BlobStore {
  /** A path for a file that is being received, in a private folder. */
  newIncoming(): Promise<string>
  /** Stores a received file permanently and removes the received one. Existing content is not replaced. */
  keep(digest: string, incoming: string): Promise<void>
  /** The content, after a check that it exists with the right size. The reader must check the bytes. */
  open(stored: Stored, range: ByteRange): Promise<Readable>
  /** Removes the remains of interrupted uploads and returns the number of files. Safe at any time. */
  removeLeftOvers(): Promise<number>
  /** `ok`, or in a few words why it cannot be used. */
  check(): Promise<string>
}

/** Throws unless the text is a digest: paths and object names may be made only from digests. */
export function asDigest(text: string): string {
  if (!isDigest(text)) throw new Error('not a digest')
  return text
}

export type Damage = 'missing' | 'otherSize' | 'otherBytes' | 'cutOff'

/** The store works, but this content is missing or was changed. */
export class ContentDamaged extends Error {
  readonly damage: Damage
  readonly digest: string

  constructor(damage: Damage, digest: string) {
    super(`the stored content ${digest} is damaged: ${damage}`)
    this.damage = damage
    this.digest = digest
  }
}

const RETRY_AFTER_S = '30'

/** The store is unreachable, full, read-only, or refuses access. The error is temporary, or operators must repair it. */
export function storeUnavailable(cause: unknown): Problem {
  const problem = new Problem('unavailable', {
    detail: {
      zh: '文件存储暂不可用，请稍后重试。其他办理不受影响。',
      en: 'The store of documents cannot be used just now; try again later. Acts do not need it.',
    },
    headers: { 'retry-after': RETRY_AFTER_S },
  })
  return Object.assign(problem, { cause })
}

/** Runs file operations. Errors of the operating system become errors of the store, not of the caller. */
export async function inStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isOfSystem(error) ? storeUnavailable(error) : error
  }
}

const isOfSystem = (error: unknown): boolean =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).errno === 'number'
