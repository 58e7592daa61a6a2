/** Uploaded documents: their names and who uploaded them. Their content is in the blob store. */
import { bigint, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { OrgId } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { moment, realNow } from './columns.ts'

/** Append-only. */
export const document = pgTable(
  'document',
  {
    id: uuid().primaryKey(),
    /** The draft or case that it belongs to: a case keeps the id of its draft. */
    holder: uuid().notNull(),
    kind: text().notNull(),
    createdReal: moment('created_real').notNull().default(realNow),
  },
  // The documents of a case, in the order of their upload.
  (table) => [index('document_by_holder').on(table.holder, table.id)],
)

/** Append-only: a corrected file is a further version. */
export const documentVersion = pgTable(
  'document_version',
  {
    document: uuid()
      .notNull()
      .references(() => document.id),
    /** 1, 2, 3 … */
    version: integer().notNull(),
    /** SHA-256 of the content, under which it is stored. */
    digest: text().notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    name: text().notNull(),
    uploadedBy: text('uploaded_by').$type<PersonId>().notNull(),
    /** The organisation for which the person uploaded it. */
    uploadedFor: text('uploaded_for').$type<OrgId>().notNull(),
    /** Business time. */
    uploadedAt: moment('uploaded_at').notNull(),
    recordedReal: moment('recorded_real').notNull().default(realNow),
  },
  (table) => [
    primaryKey({ columns: [table.document, table.version] }),
    // Which of the digests that an act names are uploaded.
    index('document_version_by_digest').on(table.digest),
  ],
)
