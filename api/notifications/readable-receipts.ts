/** The receipts that a person may read: events that the timeline hides from them are hidden here, too. */

import { type OpenRound, readOpenRounds } from '#db/queries/open-rounds.ts'
import { type Receipt, readReceipts } from '#db/queries/receipts.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { seatStepOf } from '#domain/review/topics.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { isHidden, isOf, seesAll } from '../reads/open-rounds.ts'
import type { Reading } from '../reads/viewer.ts'
import type { Services } from '../services.ts'

/** Receipts per query, even if the reader may see only a few of them. */
const BATCH = 200

interface Page {
  after: { seq: number; id: string } | null
  /** A page is shorter only at the end: otherwise its length would reveal how many receipts are hidden. */
  limit: number
}

export async function readableReceipts(
  { pool }: Pick<Services, 'pool'>,
  { kind, caseId, caller }: { kind: Kind; caseId: CaseId; caller: Reading },
  { after, limit }: Page,
): Promise<Receipt[]> {
  const found: Receipt[] = []
  for (let from = after; found.length < limit; ) {
    const rows = await readReceipts(pool, caseId, { after: from, limit: BATCH })
    // Read afterwards: a round that is open then was not decided in the events that were read.
    const openRounds = await readOpenRounds(pool, caseId)
    const rounds = seesAll(openRounds, caller) ? [] : openRounds.rounds
    found.push(...rows.filter((receipt) => isReadable(kind, receipt, { rounds, caller })))
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) break
    from = last
  }
  return found.slice(0, limit)
}

/** Notices of an open round are readable for people who received them. */
function isReadable(
  kind: Kind,
  receipt: Receipt,
  { rounds, caller }: { rounds: readonly OpenRound[]; caller: Reading },
): boolean {
  const { recipient, payload } = receipt
  if (isHidden(kind, payload.event, caller)) return false
  return recipient === caller.actor.person || !rounds.some((round) => tellsOf(kind, receipt, round))
}

function tellsOf(kind: Kind, { seq, payload, cause }: Receipt, open: OpenRound): boolean {
  const { step, round } = open.review
  const { signature, deadline } = payload
  if (signature) return signature.step === step && signature.round === round
  if (deadline) return seatStepOf(kind, deadline) === step
  return isOf(kind, open, { seq, event: cause })
}
