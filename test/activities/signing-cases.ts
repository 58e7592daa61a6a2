/** Cases of an authority with several people, one of whom drafted the document, and the notices that they get. */

import { expect } from 'vitest'
import { loadReference } from '#db/seed.ts'
import type { Verb } from '#domain/project/actions.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import { act, newCase, openRecord, outcomeOf, REFERENCE, TUESDAY } from '../db/record-fixture.ts'
import { another } from '../domain/panel-rounds.ts'
import { digestOf, mergedForm } from '../domain/project-builder.ts'
import { AGENCY, approver, financier } from '../domain/project-people.ts'

export const colleague = another('p-colleague')
/** A leader of the authority, in another bureau, who drafted the document. */
export const drafter = another('p-drafter', {
  org: 'ndrc-investment',
  orgPath: ['ndrc-investment', 'ndrc'],
  isLeader: true,
})
/** Represents the leader, and has no part in the case. */
export const standIn = { ...financier, person: 'p-stand-in' as PersonId }

export const commission = { agency: AGENCY, letter: digestOf('letter'), workingDays: 20 }

export interface SentNotice {
  to: string
  event: string
  for: string | null
}

export const noticeTo = (event: string, to: PersonActor, stead: PersonActor | null = null): SentNotice => ({
  ...{ to: to.person, event, for: stead?.person ?? null },
})

/** Opens a new record, with functions for acts on its cases. */
export async function openSigning() {
  const record = await openRecord()
  const own = { id: 'ndrc-investment', parent: 'ndrc', uscc: null, zh: 'x', en: 'x' }
  await loadReference(record.pool, {
    ...REFERENCE,
    organisations: [...REFERENCE.organisations, own],
    people: [
      ...REFERENCE.people,
      ...[colleague, drafter, standIn].map(({ person: id, org, role, isLeader }) => ({
        ...{ id, zh: `张${id}`, en: id, org, roles: [role], isLeader },
        email: `${id}@example.invalid`,
      })),
    ],
  })

  /** Returns the planned mails and deletes them. */
  async function takeNotices(caseId: CaseId): Promise<SentNotice[]> {
    const { rows } = await record.pool.query<SentNotice>(
      `with gone as (delete from notification where case_id = $1 returning recipient, payload)
       select recipient as to, payload ->> 'event' as event, payload ->> 'inSteadOf' as for from gone order by 1, 2`,
      [caseId],
    )
    return rows
  }

  async function does(caseId: CaseId, by: PersonActor, verb: Verb, body: unknown = {}): Promise<void> {
    const result = await act(record, { caseId, verb, body, by, at: TUESDAY })
    expect(outcomeOf(result)).toMatchObject({ status: 'applied' })
  }

  async function admitted(): Promise<CaseId> {
    const caseId = newCase()
    const form = { ...mergedForm, drafters: [drafter.person] }
    expect(outcomeOf(await act(record, { caseId, verb: 'submitStage', body: form }))?.status).toBe('applied')
    await does(caseId, approver, 'admit')
    await takeNotices(caseId)
    return caseId
  }

  async function commissioned(): Promise<CaseId> {
    const caseId = await admitted()
    await does(caseId, approver, 'commissionAppraisal', commission)
    return caseId
  }

  async function round(caseId: CaseId) {
    const { state } = await record.loadCase(caseId, TUESDAY)
    return { step: 'commission', contentHash: state.reviews[0]?.subject.contentHash }
  }

  return { record, takeNotices, does, admitted, commissioned, round }
}

export type Signing = Awaited<ReturnType<typeof openSigning>>
