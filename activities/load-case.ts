/** A case as its record has it: from here a workflow can be hosted at any time. */
import type { Pool } from '#db/connect.ts'
import { readCase } from '#db/record/case.ts'
import type { ReferenceVersions } from '#db/record/facts.ts'
import type { CaseId } from '#domain/ids.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { LoadedCase } from './record.ts'

/** `on` is the business date for which the outside facts are asked. */
export const createLoadCase =
  ({ pool, reference }: { pool: Pool; reference: ReferenceVersions }) =>
  async (caseId: CaseId, on: PlainDate): Promise<LoadedCase> => {
    const { state, row } = await readCase(pool, caseId, on)
    return { state, facts: await reference.facts(pool, row) }
  }
