/** 代班 over HTTP: appointed, used within period and scope, shown on the record, ended early. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCommands, verifyChain } from '#db/queries/case.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { DIGEST, stageForm } from './stage-form.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-03-02T02:00:00.000Z' } })
})
afterAll(() => world.close())

const appointment = (change: object = {}): object => ({
  ...{ substitute: 'guo-ping', from: '2026-03-01', to: '2026-03-31', scope: {}, reason: '出差' },
  ...change,
})
const appoint = (as: string, change: object = {}) =>
  world.call('POST', '/v1/substitutions', { as, body: appointment(change) })
const started = async (): Promise<string> => {
  const projectCode = `2603-100000-04-04-${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`
  return (await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm({ projectCode }) })).json
    .id
}
const act = (id: string, verb: string, options: { as: string; stead?: string; body?: unknown }) =>
  world.call('POST', `/v1/projects/${id}/${verb}`, {
    as: options.as,
    body: options.body ?? {},
    ...(options.stead ? { headers: { 'acting-for': options.stead } } : {}),
  })
const codes = (answer: { json: Json }): string[] => answer.json.unmet.map(({ code }: Json) => code)

describe('a substitution', () => {
  it('cannot be appointed by people without the right to', async () => {
    expect(codes(await appoint('lin-tao', { person: 'chen-hao' }))).toEqual(['appointerNotEntitled'])
    expect(codes(await appoint('chen-hao', { substitute: 'lu-qing' }))).toEqual([
      'substituteOfOtherOrganisation',
      'substituteAdministers',
    ])
  })

  it('must name people of the directory', async () => {
    const { status, json } = await appoint('chen-hao', {
      substitute: 'guo-pin',
      scope: { owners: ['mca', 'mohrs'] },
    })
    expect(status).toBe(422)
    expect(json.errors).toMatchObject([
      { pointer: '/substitute', code: 'unknown-reference' },
      { pointer: '/scope/owners/1', code: 'unknown-reference' },
    ])
    expect(json.errors[0].detail_en).toContain('guo-ping (Guo Ping)')
  })

  it('without an appointment nobody acts for anybody', async () => {
    const id = await started()
    expect(codes(await act(id, 'admit', { as: 'lin-tao', stead: 'chen-hao' }))).toEqual(['notSubstitute'])
  })

  it('lets the substitute sign, shows both people, and gives neither a second vote', async () => {
    // Guo Ping represents He Jing, the leader of another bureau.
    expect((await appoint('he-jing')).status).toBe(201)
    const id = await started()
    await act(id, 'admit', { as: 'chen-hao' })
    const letter = { agency: 'huazi', letter: DIGEST, workingDays: 30 }
    const proposed = await act(id, 'commission-appraisal', { as: 'chen-hao', body: letter })
    const { contentHash } = proposed.json.case.pendingSignatures[0].subject
    const body = { step: 'commission', contentHash }
    const signed = await act(id, 'confirm', { as: 'guo-ping', stead: 'he-jing', body })
    expect(signed.status, JSON.stringify(signed.json)).toBe(200)
    const { json } = await world.call('GET', `/v1/projects/${id}/timeline?limit=100`, { as: 'lu-qing' })
    const vote = json.items.findLast(({ event }: Json) => event.type === 'verdictGiven')
    expect(vote.by).toMatchObject({ zh: '郭萍', actingFor: { zh: '何静' }, org: { code: 'ndrc-hightech' } })
    expect(await verifyChain(world.pool, `project/${id}` as CaseId)).toMatchObject({ whole: true })
  })

  it('outside its scope is refused with the reason, and the attempt is recorded', async () => {
    expect(
      (await appoint('chen-hao', { substitute: 'lin-tao', scope: { acts: ['admit'], stages: ['proposal'] } }))
        .status,
    ).toBe(201)
    const id = await started()
    const asked = { items: [{ kind: 'other', what: '缺' }] }
    const refused = await act(id, 'request-supplement', { as: 'lin-tao', stead: 'chen-hao', body: asked })
    expect([refused.status, codes(refused)]).toEqual([403, ['substitutionOutOfScope']])
    const commands = await listCommands(world.pool, `project/${id}` as CaseId)
    expect(commands.find(({ action }) => action === 'requestSupplement')?.outcome.status).toBe('refused')
    expect((await act(id, 'admit', { as: 'lin-tao', stead: 'chen-hao/approver' })).status).toBe(200)
  })

  it('limited to certain cases also shows only these', async () => {
    const [id, other] = [await started(), await started()]
    const headers = { 'acting-for': 'zhao-min' }
    const substitute = 'sun-yue'
    expect((await appoint('zhao-min', { substitute, scope: { cases: [id] } })).status).toBe(201)
    expect((await world.call('GET', `/v1/projects/${id}`, { as: substitute, headers })).status).toBe(200)
    expect((await world.call('GET', `/v1/projects/${other}`, { as: substitute, headers })).status).toBe(404)
    expect(
      (await world.call('GET', `/v1/projects/${other}/timeline`, { as: substitute, headers })).status,
    ).toBe(404)
  })

  it('works for acts and for reading; no other route accepts it', async () => {
    const headers = { 'acting-for': 'he-jing' }
    expect(codes(await world.call('GET', '/v1/projects', { as: 'guo-ping', headers }))).toEqual([
      'substitutesMayNot',
    ])
    // So a substitute cannot appoint another substitute.
    const chain = await world.call('POST', '/v1/substitutions', {
      as: 'guo-ping',
      headers,
      body: appointment({ substitute: 'lin-tao' }),
    })
    expect(codes(chain)).toEqual(['substitutesMayNot'])
  })

  it('never lets a preparer decide, for any represented person', async () => {
    const id = await started()
    expect((await appoint('wu-fang', { substitute: 'zhou-kai' })).status).toBe(201)
    const refused = await act(id, 'admit', { as: 'zhou-kai', stead: 'wu-fang' })
    expect(codes(refused)).toEqual(['outOfScope', 'preparerMayNotDecide', 'ownerMayNotDecide'])
  })

  it('can be ended early, once, and stays stored with its end', async () => {
    const made = await appoint('chen-hao', { substitute: 'guo-ping' })
    const id = await started()
    const path = `/v1/substitutions/${made.json.id}/end`
    expect((await world.call('POST', path, { as: 'ma-lan', body: { reason: 'x' } })).status).toBe(404)
    expect((await world.call('POST', path, { as: 'chen-hao', body: { reason: '提前返岗' } })).status).toBe(
      200,
    )
    expect((await world.call('POST', path, { as: 'chen-hao', body: { reason: '再次' } })).status).toBe(409)
    expect(codes(await act(id, 'admit', { as: 'guo-ping', stead: 'chen-hao' }))).toEqual([
      'substitutionEnded',
    ])
    const own = await world.call('GET', '/v1/substitutions', { as: 'guo-ping' })
    expect(own.json.items.find((one: Json) => one.id === made.json.id)).toMatchObject({
      endReason: '提前返岗',
    })
    expect((await world.call('GET', '/v1/substitutions', { as: 'ma-lan' })).json.items).toEqual([])
    expect(
      (await world.call('GET', '/v1/substitutions', { as: 'lu-qing' })).json.items.length,
    ).toBeGreaterThan(3)
    await expect(world.pool.query('delete from substitution')).rejects.toThrow('append-only')
    await expect(world.pool.query("update substitution_end set reason = ''")).rejects.toThrow('append-only')
  })

  it('cannot be used after its last day, also without the API', async () => {
    const id = await started()
    await world.call('POST', '/v1/rehearsal/advance', { body: { to: '2026-04-01T02:00:00.000Z' } })
    const late = await act(id, 'request-supplement', {
      as: 'guo-ping',
      stead: 'he-jing',
      body: { items: [{ kind: 'other', what: '缺' }] },
    })
    expect(codes(late)).toEqual(['substitutionNotInForce'])
  })
})
