import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainFault } from '#db/chain.ts'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let id: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  id = (await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })).json.id
  const act = (verb: string, as: string, body: unknown) =>
    world.call('POST', `/v1/projects/${id}/${verb}`, { as, body })
  await act('admit', 'tang-yu', {})
  await act('admit', 'chen-hao', {})
  await act('admit', 'chen-hao', {})
})
afterAll(() => world.close())

const read = (path: string, as = 'lu-qing') => world.call('GET', `/v1/projects/${id}/${path}`, { as })

describe('the audit trail', () => {
  it('names who did what, and what the API and the case refused', async () => {
    const { items } = (await read('audit?limit=200')).json
    const told = items.map(({ kind, by, action, event, unmet }: Json) => [
      kind,
      by.person,
      action.code,
      event?.type ?? unmet.map(({ code }: Json) => code).join(),
    ])
    expect(told).toContainEqual(['event', 'zhou-kai', 'submitStage', 'stageSubmitted'])
    expect(told).toContainEqual(['early-refusal', 'tang-yu', 'admit', 'roleMayNot'])
    expect(told).toContainEqual(['event', 'chen-hao', 'admit', 'admitted'])
    expect(told.at(-1)).toEqual(['refusal', 'chen-hao', 'admit', 'notNow'])
  })

  it('gives in pages all that the chain is computed from', async () => {
    const first = (await read('audit?limit=2')).json
    const rest = (await read(`audit?limit=200&cursor=${first.next}`)).json
    const entries = [...first.items, ...rest.items]
    expect([first.items.length, rest.next]).toEqual([2, null])
    expect(chainFault(entries)).toBeNull()
    expect((await read('chain')).json).toEqual({
      whole: true,
      entries: entries.length,
      head: entries.at(-1).hash,
    })
  })

  it('is only for auditors, and does not exist for an unknown project', async () => {
    for (const path of ['audit', 'chain']) {
      const refused = await read(path, 'zhou-kai')
      expect([refused.status, refused.json.unmet[0].code]).toEqual([403, 'roleMayNot'])
      const nowhere = `/v1/projects/01890a5d-ac96-774b-bcce-b302099a8057/${path}`
      expect((await world.call('GET', nowhere, { as: 'lu-qing' })).status).toBe(404)
    }
  })
})
