/** Uploaded documents: rows about them. A row is written only after its content is safely stored. */
import type { OrgId } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'
import { inTransaction } from './in-transaction.ts'

export interface DocumentVersion {
  document: string
  /** The draft or case that the document belongs to. */
  holder: string
  kind: string
  version: number
  digest: string
  sizeBytes: number
  mediaType: string
  name: string
  uploadedBy: PersonId
  uploadedFor: OrgId
  uploadedAt: Instant
}

type Content = Omit<DocumentVersion, 'document' | 'holder' | 'kind' | 'version'>

const COLUMNS = `v.document, d.holder, d.kind, v.version, v.digest, v.size_bytes as "sizeBytes",
  v.media_type as "mediaType", v.name, v.uploaded_by as "uploadedBy", v.uploaded_for as "uploadedFor",
  v.uploaded_at as "uploadedAt"`
const JOINED = 'from document_version v join document d on d.id = v.document'

/** A new document with its first version. */
export async function insertDocument(
  pool: Pool,
  about: Pick<DocumentVersion, 'document' | 'holder' | 'kind'>,
  content: Content,
): Promise<DocumentVersion> {
  return inTransaction(pool, async (client) => {
    const { document, holder, kind } = about
    await client.query('insert into document (id, holder, kind) values ($1, $2, $3)', [
      document,
      holder,
      kind,
    ])
    return addVersion(client, { ...about, version: 1, ...content })
  })
}

/** The next version of a document of this holder; undefined when there is no such document. */
export async function insertVersion(
  pool: Pool,
  { document, holder }: Pick<DocumentVersion, 'document' | 'holder'>,
  content: Content,
): Promise<DocumentVersion | undefined> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ kind: string }>(
      'select kind from document where id = $1 and holder = $2 for update',
      [document, holder],
    )
    const [row] = rows
    if (!row) return undefined
    const { rows: last } = await client.query<{ version: number | null }>(
      'select max(version) as version from document_version where document = $1',
      [document],
    )
    const version = (last[0]?.version ?? 0) + 1
    return addVersion(client, { document, holder, kind: row.kind, version, ...content })
  })
}

async function addVersion(client: Client, added: DocumentVersion): Promise<DocumentVersion> {
  await client.query(
    `insert into document_version (document, version, digest, size_bytes, media_type, name, uploaded_by,
       uploaded_for, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[added.document, added.version, added.digest, added.sizeBytes, added.mediaType, added.name],
      ...[added.uploadedBy, added.uploadedFor, added.uploadedAt],
    ],
  )
  return added
}

/** All versions of a document, oldest first; none when it does not exist. */
export async function listVersions(pool: Pool, document: string): Promise<DocumentVersion[]> {
  const { rows } = await pool.query<DocumentVersion>(
    `select ${COLUMNS} ${JOINED} where v.document = $1 order by v.version`,
    [document],
  )
  return rows
}

export async function findVersion(
  pool: Pool,
  document: string,
  version: number,
): Promise<DocumentVersion | undefined> {
  const { rows } = await pool.query<DocumentVersion>(
    `select ${COLUMNS} ${JOINED} where v.document = $1 and v.version = $2`,
    [document, version],
  )
  return rows[0]
}

export interface DocumentPage {
  holder: string
  after: string | null
  limit: number
}

/** The documents of a holder in the order of their upload, each in its latest version. */
export async function listDocuments(
  pool: Pool,
  { holder, after, limit }: DocumentPage,
): Promise<DocumentVersion[]> {
  const { rows } = await pool.query<DocumentVersion>(
    `select ${COLUMNS} from document d join lateral (
       select * from document_version where document = d.id order by version desc limit 1) v on true
     where d.holder = $1 and ($2::uuid is null or d.id > $2::uuid)
     order by d.id limit $3`,
    [holder, after, limit],
  )
  return rows
}

/** All versions of all documents of a holder, in the order in which the documents were uploaded. */
export async function listAllVersions(pool: Pool, holder: string): Promise<DocumentVersion[]> {
  const { rows } = await pool.query<DocumentVersion>(
    `select ${COLUMNS} ${JOINED} where d.holder = $1 order by d.id, v.version`,
    [holder],
  )
  return rows
}

/** Which of these digests are uploaded documents of this holder. */
export async function findHeld(
  pool: Pool,
  holder: string,
  digests: readonly string[],
): Promise<DocumentVersion[]> {
  if (digests.length === 0) return []
  const { rows } = await pool.query<DocumentVersion>(
    `select ${COLUMNS} ${JOINED} where v.digest = any($2::text[]) and d.holder = $1
     order by v.document, v.version`,
    [holder, digests],
  )
  return rows
}
