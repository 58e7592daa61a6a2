import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listEvents, verifyChain } from '#db/queries/case.ts'
import { projectionText, rebuildProjections } from '#db/rebuild.ts'
import { KINDS } from '#domain/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { type CaseId, caseIdOf } from '#domain/values/ids.ts'
import { basisOf, evaluated, evidence } from '../domain/evaluated-project.ts'
import type { ProjectDriver } from '../domain/project-builder.ts'
import { financier } from '../domain/project-people.ts'
import { newCase, openRecord, type RecordFixture } from './record-fixture.ts'
import { recordLife } from './recorded-life.ts'

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())

describe('a project from its submission to its O&M funds', () => {
  let driver: ProjectDriver
  let caseId: CaseId
  beforeAll(async () => {
    driver = evaluated([false, true, false], 'none')
    basisOf(driver)
    driver
      .at('2026-03-11')
      .by(financier)
      .act('recordGateEvidence', evidence('sharing', 'met', '2026-03-11'))
    caseId = caseIdOf('project', driver.state.id)
    await recordLife(record, caseId, driver)
  })

  it('is in the record completely, and the projection is its fold', async () => {
    expect(await listEvents(record.pool, caseId)).toEqual(driver.record)
    const { rows } = await record.pool.query('select state, seq, status from case_view where case_id = $1', [
      caseId,
    ])
    expect(rows).toEqual([{ state: driver.state, seq: driver.state.seq, status: 'operating' }])
    expect(await verifyChain(record.pool, caseId)).toMatchObject({ whole: true, entries: driver.state.seq })
  })

  it('bars new projects by the unmet gate, and not any more by the gate that was met later', async () => {
    const { rows } = await record.pool.query(
      `select key, part, body from published_fact where fact = 'ownerBan'`,
    )
    expect(rows).toEqual([{ key: 'mnr', part: 'securityUnmet', body: { since: '2026-03-10' } }])
    expect((await record.loadCase(caseId)).facts.bans).toEqual([])
    const other = newCase()
    expect((await record.loadCase(other)).facts.bans).toEqual([])
  })

  it('gives the budget year its basis', async () => {
    const { rows } = await record.pool.query('select year, round, basis from om_basis')
    const { type: _type, v: _v, ...basis } = driver.last('omBasisEmitted')!
    expect(rows).toEqual([{ year: basis.year, round: basis.round, basis }])
  })

  it('is the same after a rebuild', async () => {
    const before = await projectionText(record.pool, { kind: PROJECT, caseId: caseId })
    expect(before).toContain('securityUnmet')
    expect((await rebuildProjections(record.pool, KINDS)).changed).toEqual([])
    expect(await projectionText(record.pool, { kind: PROJECT, caseId: caseId })).toBe(before)
  })
})
