/** Loads a case from its record, so that a workflow can host it at any time. */

import type { Pool } from '#db/connect.ts'
import { hostedOffset, setHostedOffset } from '#db/intake/world-clock.ts'
import { readCase } from '#db/record/case.ts'
import type { ReferenceVersions } from '#db/record/facts.ts'
import { namesShown } from '#db/record/org-names.ts'
import { noteRehosted } from '#db/rehosted-cases.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { dateOf, instant, msOf } from '#domain/values/plain-date.ts'
import type { Hosting, LoadedCase } from '#wire/record.ts'
import { offsetOf } from './clock-offset.ts'

export interface LoadDeps {
  pool: Pool
  kinds: Kinds
  reference: ReferenceVersions
  /** Only in rehearsals may a case have its own clock. */
  isRehearsal: boolean
}

export const createLoadCase =
  ({ pool, kinds, reference, isRehearsal }: LoadDeps) =>
  async ({ caseId, ownTime, isNewExecution }: Hosting): Promise<LoadedCase> => {
    const kind = kinds.of(caseId)
    const stored = {
      read: () => hostedOffset(pool, caseId),
      write: (offsetMs: number) => setHostedOffset(pool, caseId, offsetMs),
    }
    const clockOffsetMs = isRehearsal ? await offsetOf(pool, stored, isNewExecution) : 0
    const on = dateOf(instant(msOf(ownTime) + clockOffsetMs))
    const { state, row } = await readCase(pool, { kind, caseId }, on)
    if (isNewExecution && state.seq > 0) await noteRehosted(pool, caseId)
    const naming = await namesShown(pool, kind, state)
    return { state, facts: await reference.facts(pool, kind, row), clockOffsetMs, ...naming }
  }
