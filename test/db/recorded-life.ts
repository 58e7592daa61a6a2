/** Writes the project of a driver into the record, command by command, as commands of the system. */

import type { createAppend } from '#activities/append.ts'
import type { Pool } from '#db/connect.ts'
import { readCase } from '#db/record/case.ts'
import type { ReferenceVersions } from '#db/record/facts.ts'
import { versionsOf } from '#domain/case/facts.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { NOBODY_NAMED } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { ProjectDriver } from '../domain/project-builder.ts'

export interface RecordParts {
  pool: Pool
  reference: ReferenceVersions
  append: ReturnType<typeof createAppend>
}

/** Throws when a command is not recorded. */
export async function recordLife(
  { pool, reference, append }: RecordParts,
  caseId: CaseId,
  driver: ProjectDriver,
): Promise<void> {
  let afterSeq = 0
  for (const id of new Set(driver.record.map(({ commandId }) => commandId))) {
    const events = driver.record.filter(({ commandId }) => commandId === id)
    const [{ at, by }] = events as [RecordedEvent]
    const { row } = await readCase(pool, { kind: PROJECT, caseId }, dateOf(at))
    const used = versionsOf(PROJECT, await reference.facts(pool, PROJECT, row))
    const command = { id, action: 'replayed', act: null, receivedAt: at, dueAt: null }
    const decision = { events: events.map(({ event }) => event) }
    const request = {
      caseId,
      afterSeq,
      at,
      clockOffsetMs: 0,
      command,
      actor: by,
      named: NOBODY_NAMED,
      names: { people: [], organisations: [], documents: [] },
      used,
      decision,
    }
    const { kind } = await append(request)
    if (kind !== 'recorded') throw new Error(`${id} of ${caseId} was not recorded: ${kind}`)
    afterSeq += events.length
  }
}
