import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let path: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  const started = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  path = `/v1/projects/${started.json.id}/notifications`
})
afterAll(() => world.close())

const recipients = (items: Json[]): (string | null)[] =>
  items.map(({ recipient }) => recipient?.person ?? null)

describe('the receipts of a project', () => {
  it('show the authority who is notified of what, and the state of each notification', async () => {
    const { status, json } = await world.call('GET', path, { as: 'chen-hao' })
    expect(status).toBe(200)
    expect(recipients(json.items)).toContain('he-jing')
    expect(json.items[0]).toMatchObject({
      ...{ event: 'stageSubmitted', channel: 'mail', state: 'waiting', attempts: 0, deliveredAt: null },
      ...{ zh: '收到申报材料', en: 'A stage document was submitted' },
    })
    expect(JSON.stringify(json)).not.toContain('@')
  })

  it('hide the names of people of other departments from the owner', async () => {
    const { json } = await world.call('GET', path, { as: 'zhou-kai' })
    expect(json.items.length).toBeGreaterThan(1)
    expect(new Set(recipients(json.items))).toEqual(new Set([null]))
  })

  it('are listed page by page', async () => {
    const all = (await world.call('GET', path, { as: 'chen-hao' })).json.items
    const first = (await world.call('GET', `${path}?limit=1`, { as: 'chen-hao' })).json
    const rest = (await world.call('GET', `${path}?cursor=${first.next}`, { as: 'chen-hao' })).json
    expect([...first.items, ...rest.items]).toEqual(all)
    expect(rest.next).toBeNull()
  })

  it.each([
    ['luo-jun', 'departmentLead'],
    ['gu-ming', 'operator'],
    ['shi-yan', 'systemAdmin'],
  ] as const)('do not exist for %s, %s', async (as, role) => {
    expect((await world.call('GET', path, { as, role })).status).toBe(404)
  })
})
