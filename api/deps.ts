/** What the application is built from. Everything is passed in, so that tests host many in one process. */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { DevIssuer } from './auth/dev-issuer.ts'
import type { TokenRules } from './auth/token-verifier.ts'
import type { BlobStore } from './documents/store.ts'
import type { KindPapers } from './papers/kind-papers.ts'

export interface Deps {
  pool: Pool
  /** The kinds of case that it knows, and what only one of them prints. */
  kinds: Kinds
  papers: readonly KindPapers[]
  /** For lists and searches: a few connections of their own, so that many of them leave those of acts alone. */
  lists: Pool
  temporal: Client
  /** Where the content of uploaded documents lies. */
  blobs: BlobStore
  tokens: TokenRules
  /** Gives tokens to anybody; never in production. */
  devIssuer: DevIssuer | null
  /** Shows the API's document to anybody, without a token; the development issuer does so in any case. */
  hasPublicDocs?: boolean
  /** Switches the rehearsal clock and its routes on; never in production. */
  isRehearsal: boolean
  /** Names this process among those that send requests. */
  instance: string
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Where people find the parts, for the documentation. */
  links?: { api?: string; temporalUi?: string }
  /** Acts that may wait in line per case. */
  queueWaitingMax?: number
}
