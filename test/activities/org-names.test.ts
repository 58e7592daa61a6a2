/** Names of organisations for operators: the state of a case has only codes, and the Temporal UI cannot look names up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findOwner } from '#db/intake/cases.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { act, newCase, openRecord, type RecordFixture, requestFor } from '../db/record-fixture.ts'
import { digestOf, mergedForm } from '../domain/project-builder.ts'
import { AGENCY, approver, leader } from '../domain/project-people.ts'

const NAMED = {
  mnr: { zh: '自然资源部', en: 'Ministry of Natural Resources' },
  ndrc: { zh: '国家发展改革委', en: 'NDRC' },
  [AGENCY]: { zh: '评估中心', en: 'Appraisal Centre' },
} as const
const { mnr, ndrc, [AGENCY]: agency } = NAMED

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
  for (const [id, { zh, en }] of Object.entries(NAMED)) {
    await record.pool.query('update directory_org set zh = $2, en = $3 where id = $1', [id, zh, en])
  }
})
afterAll(() => record.close())

const opening = (caseId: CaseId) => requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })
const opened = async (): Promise<CaseId> => {
  const caseId = newCase()
  await record.append(await opening(caseId))
  return caseId
}
const asApprover = (caseId: CaseId, verb: 'admit' | 'commissionAppraisal', body: object) =>
  act(record, { caseId, verb, body, by: approver })

describe('names of organisations', () => {
  it('are returned with the act that opens a case, and when it is loaded', async () => {
    const caseId = newCase()
    expect(await record.append(await opening(caseId))).toMatchObject({
      kind: 'recorded',
      names: { mnr, ndrc },
    })
    expect((await record.loadCase(caseId)).names).toEqual({ mnr, ndrc })
    expect(await record.loadCase(newCase())).not.toHaveProperty('names')
  })

  it('are returned once: with the act that gives the turn to another organisation', async () => {
    const caseId = await opened()
    expect(await asApprover(caseId, 'admit', {})).not.toHaveProperty('names')
    const commission = { agency: AGENCY, letter: digestOf('letter'), workingDays: 30 }
    expect(await asApprover(caseId, 'commissionAppraisal', commission)).not.toHaveProperty('names')
    const [review] = (await record.loadCase(caseId)).state.reviews
    const body = { step: 'commission', contentHash: review?.subject.contentHash }
    expect(await act(record, { caseId, verb: 'confirm', body, by: leader })).toMatchObject({
      names: { [AGENCY]: agency },
    })
    expect((await record.loadCase(caseId)).names).toEqual({ mnr, ndrc, [AGENCY]: agency })
  })

  it('are returned with events that a workflow missed', async () => {
    const caseId = newCase()
    const request = await opening(caseId)
    await record.append(request)
    expect(await record.append(request)).toMatchObject({ kind: 'known', names: { mnr, ndrc } })
  })

  it('are left out for organisations that the directory does not have', async () => {
    const caseId = await opened()
    await record.pool.query(`delete from directory_org where id = 'mnr'`)
    expect((await record.loadCase(caseId)).names).toEqual({ ndrc })
    expect(await findOwner(record.pool, caseId)).toBeUndefined()
    await record.pool.query(`insert into directory_org (id, zh, en) values ('mnr', $1, $2)`, [mnr.zh, mnr.en])
  })
})

describe('the owner whose case is started', () => {
  it('is that of the record, or for a new case the one that the first act names', async () => {
    const caseId = await opened()
    expect(await findOwner(record.pool, caseId, 'ndrc')).toEqual({ id: 'mnr', ...mnr })
    expect(await findOwner(record.pool, newCase(), 'ndrc')).toEqual({ id: 'ndrc', ...ndrc })
    expect(await findOwner(record.pool, newCase(), null)).toBeUndefined()
  })
})
