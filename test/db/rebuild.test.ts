import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectionText, rebuildProjections } from '#db/rebuild.ts'
import { upcast } from '#db/upcast.ts'
import { KINDS } from '#domain/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver, leader } from '../domain/project-people.ts'
import { act, newCase, openRecord, type RecordFixture } from './record-fixture.ts'

let record: RecordFixture
const cases: CaseId[] = []

beforeAll(async () => {
  record = await openRecord()
  for (let i = 0; i < 4; i++) {
    const caseId = newCase()
    cases.push(caseId)
    await act(record, { caseId, verb: 'submitStage', body: mergedForm })
  }
  const [first] = cases as [CaseId]
  await act(record, {
    caseId: first,
    verb: 'admit',
    body: {},
    by: approver,
    at: '2026-03-03T02:00:00.000Z' as Instant,
  })
  await act(record, { caseId: first, verb: 'admit', body: {}, by: leader })
  const task = `${first}/commissionAppraisal/1`
  await act(record, { caseId: first, verb: 'claimTask', body: { task }, by: approver })
})
afterAll(() => record.close())

const texts = () =>
  Promise.all(cases.map((caseId) => projectionText(record.pool, { kind: PROJECT, caseId: caseId })))

describe('rebuilding the projections', () => {
  it('gives exactly the same rows', async () => {
    const before = await texts()
    expect(before[0]).toContain('3/01/001/1')
    const { rows } = await record.pool.query(
      `select kind, holder, state, done_by from task where case_uuid::text = $1 order by opened_seq`,
      [cases[0]?.slice(8)],
    )
    expect(rows).toEqual([
      { kind: 'admit', holder: null, state: 'done', done_by: 'p-approver' },
      { kind: 'commissionAppraisal', holder: 'p-approver', state: 'open', done_by: null },
    ])
    expect(await rebuildProjections(record.pool, KINDS)).toEqual({ cases: 4, changed: [] })
    expect(await texts()).toEqual(before)
  })

  it('corrects wrong rows, and names their cases', async () => {
    const before = await texts()
    const [first, second, third] = cases as [CaseId, CaseId, CaseId]
    await record.pool.query(`update case_view set status = 'refused' where case_id = $1`, [first])
    await record.pool.query('delete from case_view where case_id = $1', [second])
    await record.pool.query(`update task set state = 'done' where case_uuid::text = $1`, [first.slice(8)])
    await record.pool.query('delete from catalog_item where case_uuid::text = $1', [third.slice(8)])
    await record.pool.query(
      `insert into published_fact (fact, key, case_id, part, body)
       values ('ownerBan', 'mnr', $1, 'acceptanceOverdue', '{"since": "2026-01-01"}')`,
      [third],
    )
    const { changed } = await rebuildProjections(record.pool, KINDS)
    expect(changed.toSorted()).toEqual([first, second, third].toSorted())
    expect(await texts()).toEqual(before)
  })

  it('runs while acts are recorded', async () => {
    const caseId = newCase()
    const acting = (async () => {
      await act(record, { caseId, verb: 'submitStage', body: mergedForm })
      return act(record, { caseId, verb: 'admit', body: {}, by: approver })
    })()
    await rebuildProjections(record.pool, KINDS)
    expect(await acting).toMatchObject({ kind: 'recorded', outcome: { status: 'applied' } })
    expect((await rebuildProjections(record.pool, KINDS)).changed).toEqual([])
  })

  it('lets the next append continue from the events when the projection is missing', async () => {
    const caseId = newCase()
    await act(record, { caseId, verb: 'submitStage', body: mergedForm })
    await record.pool.query('delete from case_view where case_id = $1', [caseId])
    expect((await record.loadCase(caseId)).state.status).toBe('submitted')
    await act(record, { caseId, verb: 'admit', body: {}, by: approver })
    const { rows } = await record.pool.query('select status, seq from case_view where case_id = $1', [caseId])
    expect(rows).toEqual([{ status: 'admitted', seq: 7 }])
  })
})

describe('reading old events', () => {
  it('converts them step by step to the current form', () => {
    const steps = {
      'admitted@1': (old: Record<string, unknown>) => ({ ...old, v: 2, on: old.date }),
      'admitted@2': (old: Record<string, unknown>) => ({ ...old, v: 3, silently: false }),
    }
    const old = { type: 'admitted', v: 1, date: '2026-03-02' }
    expect(upcast(old, steps)).toMatchObject({ type: 'admitted', v: 3, on: '2026-03-02', silently: false })
    expect(upcast(old)).toEqual(old)
  })
})
