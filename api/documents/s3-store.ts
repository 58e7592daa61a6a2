/** A store in a bucket of an S3 service. Every object is named by its digest, and the service checks that it is so. */
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { later } from '../problem.ts'
import { incomingFolder } from './incoming-folder.ts'
import { asDigest, type BlobStore, type ByteRange } from './store.ts'

export interface Bucket {
  bucket: string
  region: string
  /** Of a service other than Amazon's. */
  endpoint?: string
  /** The bucket's name in the path instead of the host name. */
  pathStyle: boolean
}

const PRECONDITION_FAILED = 412
const RETRY_AFTER_S = 30
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true }

const said = (): void => undefined
/** What went wrong comes as an error; the SDK would print some of it to the console as well. */
const SILENT = { debug: said, info: said, warn: said, error: said }

/** Files are received in `folder`, on this machine. Who may use the bucket the SDK finds in its usual places. */
export function bucketStore(folder: string, { bucket, region, endpoint, pathStyle }: Bucket): BlobStore {
  const client = new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint ? { endpoint } : {}),
    // Other checksums than the one given here are not known to every service.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: TIMEOUTS,
    logger: SILENT,
  })
  const named = (digest: string) => ({ Bucket: bucket, Key: asDigest(digest) })
  return {
    newIncoming: incomingFolder(resolve(folder)),
    keep: (digest, file) => orLater(() => keepObject(client, named(digest), file)),
    open: (digest, range) => Readable.from(content(client, named(digest), range), { objectMode: false }),
  }
}

interface Named {
  Bucket: string
  Key: string
}

/** Does not return before the service has the content; what is there already is never replaced. */
async function keepObject(client: S3Client, named: Named, file: string): Promise<void> {
  const { size } = await stat(file)
  const kept = await sizeOf(client, named)
  if (kept === undefined) await put(client, named, file, size)
  else if (kept !== size) throw new Error(`the stored content of ${named.Key} is damaged`)
  await rm(file)
}

async function sizeOf(client: S3Client, named: Named): Promise<number | undefined> {
  try {
    return (await client.send(new HeadObjectCommand(named))).ContentLength
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined
    throw error
  }
}

async function put(client: S3Client, named: Named, file: string, size: number): Promise<void> {
  try {
    await client.send(
      new PutObjectCommand({
        ...named,
        Body: createReadStream(file),
        ContentLength: size,
        ChecksumSHA256: Buffer.from(named.Key, 'hex').toString('base64'),
        IfNoneMatch: '*',
      }),
    )
  } catch (error) {
    // Somebody else was faster with the same content.
    if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === PRECONDITION_FAILED))
      throw error
  }
}

async function* content(
  client: S3Client,
  named: Named,
  { start, end }: ByteRange,
): AsyncGenerator<Uint8Array> {
  const range = { Range: `bytes=${start}-${end}` }
  const { Body } = await orLater(() => client.send(new GetObjectCommand({ ...named, ...range })))
  yield* Body as Readable
}

/** The service may be down, or slow: that passes. The reason is for the log. */
async function orLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const status = error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0
    const isRefusal = status >= 400 && status < 500 && status !== 429
    if (isRefusal || !isFromService(error)) throw error
    throw Object.assign(later('unavailable', RETRY_AFTER_S), { cause: error })
  }
}

/** Failed calls carry the SDK's metadata, whether an answer came or not. */
const isFromService = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && '$metadata' in error
