/**
 * Where the content of documents lies: each under its SHA-256, written once, never changed. The interface is all
 * that the rest of the application knows of it.
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

/** Throws `storeUnavailable` and `ContentDamaged` only. */
export interface BlobStore {
  /** A path for a file that is being received, in a private folder. */
  newIncoming(): Promise<string>
  /** Keeps a received file for good, and takes it from where it was. Content that is here already is left as it is. */
  keep(digest: string, incoming: string): Promise<void>
  /** The content, once it is known to be there in its whole size. What its bytes are is for the reader to check. */
  open(stored: Stored, range: ByteRange): Promise<Readable>
  /** Removes what uploads that broke off have left where files are received; how many files. Safe at any time. */
  removeLeftOvers(): Promise<number>
  /** `ok`, or in a word or two what keeps it from being used. */
  check(): Promise<string>
}

/** Folders and object names may come from nothing but a digest. */
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
  // The log shows it.
  return Object.assign(problem, { cause })
}

/** Runs file operations. Errors of the system count as errors of the store, not of the caller. */
export async function inStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isOfSystem(error) ? storeUnavailable(error) : error
  }
}

const isOfSystem = (error: unknown): boolean =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).errno === 'number'
