/** The dependencies of the application. They are passed in, so that tests host several applications in one process. */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { DevIssuer } from './auth/dev-issuer.ts'
import type { TokenRules } from './auth/token-verifier.ts'
import type { BlobStore } from './documents/store.ts'
import type { KindPapers } from './papers/kind-papers.ts'

export interface Deps {
  pool: Pool
  /** The kinds of case, and the papers that only one kind has. */
  kinds: Kinds
  papers: readonly KindPapers[]
  /** A few connections for lists and searches, so that these do not use the connections of acts. */
  lists: Pool
  temporal: Client
  /** The content of uploaded documents. */
  blobs: BlobStore
  tokens: TokenRules
  /** Gives tokens to anybody; never in production. */
  devIssuer: DevIssuer | null
  /** Shows the OpenAPI document without a token, as with the development issuer. */
  hasPublicDocs?: boolean
  /** Enables the rehearsal clock and its routes; never in production. */
  isRehearsal: boolean
  /** Id of this process among those that send requests. */
  instance: string
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Addresses for the documentation. */
  links?: { api?: string; temporalUi?: string }
  /** Acts of one case that may wait in its queue. */
  queueWaitingMax?: number
}
