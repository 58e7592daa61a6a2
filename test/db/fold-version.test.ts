import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseViews } from '#db/queries/case-view.ts'
import { KINDS } from '#domain/kinds.ts'
import { FOLD_VERSION } from '#domain/project/unopened.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver } from '../domain/project-people.ts'
import { act, newCase, openRecord, outcomeOf, type RecordFixture } from './record-fixture.ts'

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())

describe('a state that an older fold stored', () => {
  it('is folded again from the events by the workflow, the record and the views', async () => {
    const caseId = newCase()
    await act(record, { caseId, verb: 'submitStage', body: mergedForm })
    const spoil = () =>
      record.pool.query(
        `update case_view set state = state || jsonb_build_object('version', $2::int, 'status', 'deciding') where case_id = $1`,
        [caseId, FOLD_VERSION - 1],
      )
    await spoil()
    expect((await record.loadCase(caseId)).state).toMatchObject({
      status: 'submitted',
      version: FOLD_VERSION,
    })
    const viewer = { scope: 'national', orgPath: [], involvedAs: [], openRounds: 'none' } as const
    const seen = await new CaseViews(record.pool, KINDS).find(caseId, viewer, plainDate('2026-03-02'))
    expect(seen?.state.status).toBe('submitted')
    // The next command writes the state from the events, not the stored one.
    expect(outcomeOf(await act(record, { caseId, verb: 'admit', body: {}, by: approver }))).toMatchObject({
      status: 'applied',
    })
    const { rows } = await record.pool.query('select state from case_view where case_id = $1', [caseId])
    expect(rows[0].state).toMatchObject({ status: 'admitted', version: FOLD_VERSION })
  })

  it('is used unchanged when it is of the current fold, so that not all events are read each time', async () => {
    const caseId = newCase()
    await act(record, { caseId, verb: 'submitStage', body: mergedForm })
    await record.pool.query(`update case_view set state = state || '{"title": "kept"}' where case_id = $1`, [
      caseId,
    ])
    expect((await record.loadCase(caseId)).state.title).toBe('kept')
  })
})
