/**
 * The hash chain of a case. The hash of an entry is the SHA-256 of the previous hash and the canonical JSON of its content. So a check
 * finds an entry that was changed, dropped, added or moved to another case.
 */

import type { CaseEvent } from '#domain/case/event.ts'
import type { Refusal } from '#domain/case/refusal.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { canonicalJson, sha256 } from '#wire/content-hash.ts'

interface EntryBase {
  caseId: CaseId
  /** Position in the case's chain, from 1. */
  n: number
  commandId: CommandId | null
  action: string
  actor: Actor
  /** Business time. */
  at: Instant
  /** The database's clock when it was recorded. */
  recordedReal: Instant
}

/** What an entry says. All of it is hashed. */
export type AuditContent =
  | (EntryBase & { kind: 'event'; seq: number; event: CaseEvent })
  | (EntryBase & { kind: 'refusal' | 'early-refusal'; refusal: Refusal })
  | (EntryBase & { kind: 'operation'; operation: Operation })

/** What an operator did with the hosting of a case. It is not an act of the procedure. */
export type Operation =
  | { type: 'held'; reason: string; until: Instant }
  | { type: 'released'; reason: string }
  | { type: 'hostedAfresh'; reason: string }

/** The previous hash of the first entry of a chain. */
export const GENESIS = '0'.repeat(64)

/** An entry of the chain: a row of `audit_entry`. */
export interface AuditEntry {
  caseId: CaseId
  n: number
  kind: AuditContent['kind']
  seq: number | null
  commandId: CommandId | null
  content: AuditContent
  prevHash: string
  hash: string
  recordedReal: Instant
}

export const linkHash = (prevHash: string, content: unknown): string =>
  sha256(prevHash + canonicalJson(content))

/** The entries that follow a chain's head. */
export function linked(head: { chainHash: string }, contents: readonly AuditContent[]): AuditEntry[] {
  let prevHash = head.chainHash
  return contents.map((content) => {
    const hash = linkHash(prevHash, content)
    const { caseId, n, kind, commandId, recordedReal } = content
    const seq = content.kind === 'event' ? content.seq : null
    const entry = { caseId, n, kind, seq, commandId, content, prevHash, hash, recordedReal }
    prevHash = hash
    return entry
  })
}

/** What is wrong with a chain, compared only with itself; null when it is complete and unchanged. */
export function chainFault(entries: readonly Pick<AuditEntry, 'n' | 'content' | 'prevHash' | 'hash'>[]) {
  let prevHash = GENESIS
  for (const [index, { n, content, prevHash: link, hash }] of entries.entries()) {
    const place = index + 1
    if (n !== place || content.n !== place) return { n: place, fault: 'an entry is missing or out of place' }
    if (link !== prevHash) return { n, fault: 'the link to the entry before is broken' }
    if (linkHash(prevHash, content) !== hash) return { n, fault: 'the content is not what was recorded' }
    prevHash = hash
  }
  return null
}
