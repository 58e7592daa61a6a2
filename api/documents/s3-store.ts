/** A blob store in a bucket of an S3 service. Every object is named by its digest, which the service checks. */
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { mustBeIntact } from './checked-content.ts'
import { type IncomingFolder, incomingFolder } from './incoming-folder.ts'
import { singleFlight } from './single-flight.ts'
import {
  asDigest,
  type BlobStore,
  type ByteRange,
  ContentDamaged,
  inStore,
  type Stored,
  storeUnavailable,
} from './store.ts'

export interface Bucket {
  bucket: string
  region: string
  /** Only for services other than Amazon's. */
  endpoint?: string
  /** The name of the bucket is in the path instead of the host name. */
  pathStyle: boolean
}

const NOT_FOUND = 404
const PRECONDITION_FAILED = 412
const RANGE_NOT_SATISFIABLE = 416
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true }

const noop = (): void => undefined
/** Errors are thrown; without this the SDK would also print some of them to the console. */
const SILENT = { debug: noop, info: noop, warn: noop, error: noop }

/** Files are received in `folder` on this machine. The SDK finds the credentials in its usual places. */
export function bucketStore(folder: string, { bucket, region, endpoint, pathStyle }: Bucket): BlobStore {
  const client = new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint ? { endpoint } : {}),
    // Some services do not know the other checksums of the SDK.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: TIMEOUTS,
    logger: SILENT,
  })
  const named = (digest: string) => ({ Bucket: bucket, Key: asDigest(digest) })
  const incoming = incomingFolder(resolve(folder))
  return {
    newIncoming: () => inStore(incoming.newPath),
    keep: (digest, file) => inStore(() => keepObject(client, named(digest), file)),
    open: (stored, range) => openObject(client, named(stored.digest), { ...stored, range }),
    removeLeftOvers: incoming.removeLeftOvers,
    check: singleFlight(() => checkBucket(client, bucket, incoming)),
  }
}

interface Named {
  Bucket: string
  Key: string
}

/** Returns when the service has stored the content. An existing object is never replaced. */
async function keepObject(client: S3Client, named: Named, file: string): Promise<void> {
  const { size } = await stat(file)
  const kept = await inBucket(() => sizeOf(client, named))
  if (kept === undefined) await inBucket(() => put(client, named, { file, size }))
  else if (kept !== size) throw new ContentDamaged('otherSize', named.Key)
  else {
    const stored = { digest: named.Key, sizeBytes: size }
    const object = await openObject(client, named, { ...stored, range: { start: 0, end: size - 1 } })
    await mustBeIntact(object, stored)
  }
  await rm(file)
}

async function sizeOf(client: S3Client, named: Named): Promise<number | undefined> {
  try {
    return (await client.send(new HeadObjectCommand(named))).ContentLength
  } catch (error) {
    if (statusOf(error) === NOT_FOUND) return undefined
    throw error
  }
}

async function put(
  client: S3Client,
  named: Named,
  { file, size }: { file: string; size: number },
): Promise<void> {
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
    // Another upload stored the same content meanwhile.
    if (statusOf(error) !== PRECONDITION_FAILED) throw error
  }
}

async function openObject(
  client: S3Client,
  named: Named,
  { sizeBytes, range: { start, end } }: Stored & { range: ByteRange },
): Promise<Readable> {
  const command = new GetObjectCommand({ ...named, Range: `bytes=${start}-${end}` })
  const { Body, ContentRange } = await inBucket(() =>
    client.send(command).catch((error: unknown) => {
      throw damageIn(error, named) ?? error
    }),
  )
  const content = Body as Readable
  const whole = ContentRange?.split('/')[1]
  if (whole === undefined || whole === String(sizeBytes)) return content
  content.destroy()
  throw new ContentDamaged('otherSize', named.Key)
}

/** If the bucket itself is missing, the object does not count as missing. */
function damageIn(error: unknown, { Key }: Named): ContentDamaged | undefined {
  const isMissing = statusOf(error) === NOT_FOUND && (error as Error).name !== 'NoSuchBucket'
  if (isMissing) return new ContentDamaged('missing', Key)
  return statusOf(error) === RANGE_NOT_SATISFIABLE ? new ContentDamaged('otherSize', Key) : undefined
}

async function checkBucket(client: S3Client, bucket: string, incoming: IncomingFolder): Promise<string> {
  const folder = await incoming.check()
  if (folder !== 'ok') return folder
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }))
    return 'ok'
  } catch (error) {
    return statusOf(error) === undefined ? 'no answer' : `refused with ${statusOf(error)}`
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined

/** Every other error (unreachable, slow, no bucket, no access) is an error of the store. */
async function inBucket<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ContentDamaged ? error : storeUnavailable(error)
  }
}
