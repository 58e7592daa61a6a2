import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '#api/app.ts'
import { outboxExecution } from '#api/rehearsal/outbox-clock.ts'
import { instant } from '#domain/values/plain-date.ts'
import { type ApiWorld, openApiWorld, send } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world.close())

const clock = (what: string, to: string) => world.call('POST', `/v1/rehearsal/${what}`, { body: { to } })

describe('the rehearsal clock', () => {
  it('begins at a chosen date, as long as nothing has happened', async () => {
    expect((await clock('start-date', '2026-03-02')).json.today).toBe('2026-03-02')
    expect((await clock('start-date', '2026-03-02T02:00:00.000Z')).json.today).toBe('2026-03-02')
  })

  it('also moves an outbox that was not started yet: started later it would have an old clock', async () => {
    await clock('advance', '2026-03-02T03:00:00.000Z')
    const { temporal } = world.deps
    const { workflowId, clockOffsetMs } = await outboxExecution(temporal)
    const { workflowExtendedInfo } = await temporal.workflowService.describeWorkflowExecution({
      namespace: temporal.options.namespace,
      execution: { workflowId },
    })
    const own = Number(workflowExtendedInfo?.timeSkippingInfo?.currentTime?.seconds) * 1000
    expect(instant(own + clockOffsetMs)).toMatch(/^2026-03-02T0(2:59:59|3:00)/)
  })

  it('passes every due date of all cases in order, and is then at the target', async () => {
    const start = async () =>
      (await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })).json.id
    const ids: string[] = [await start(), await start(), await start()]
    await world.call('POST', `/v1/projects/${ids[0]}/request-supplement`, {
      as: 'chen-hao',
      body: { items: [{ kind: 'other', what: '缺附件' }] },
    })
    const { json } = await clock('advance', '2027-05-01')
    expect(json.today).toBe('2027-05-01')
    const passed = await world.pool.query(
      `select case_id, body ->> 'kind' as kind, at from event where type = 'deadlinePassed' order by at`,
    )
    expect(passed.rows.map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`)).toEqual([
      'completeness 2026-03-09',
      'completeness 2026-03-09',
      'commissioning 2026-03-16',
      'commissioning 2026-03-16',
      'supplement 2026-03-23',
      'decision 2026-03-30',
      'decision 2026-03-30',
    ])
    const statuses = await world.call('GET', '/v1/projects', { as: 'lu-qing' })
    const codes = statuses.json.items.map(({ status }: { status: { code: string } }) => status.code)
    expect(codes.sort()).toEqual(['admitted', 'admitted', 'withdrawn'])
  })

  it('never goes back, and its start cannot be changed when something has happened', async () => {
    expect((await clock('advance', '2026-04-01')).status).toBe(409)
    expect((await clock('start-date', '2026-04-01')).status).toBe(409)
    expect((await clock('advance', '2026-02-30')).json.type).toBe('urn:tongchou:problem:invalid-date')
  })

  it('does not exist in production, nor do the routes for development', async () => {
    const app = await buildApp({ ...world.deps, isRehearsal: false, devIssuer: null })
    for (const url of ['/v1/rehearsal/clock', '/dev/jwks']) {
      expect((await send(app, { method: 'GET', url })).status).toBe(404)
    }
    await app.close()
  })
})
