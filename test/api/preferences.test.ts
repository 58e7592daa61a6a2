import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, openApiWorld } from './api-world.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
})
afterAll(() => world.close())

const PATH = '/v1/me/notifications'
const all = { tasks: true, outcomes: true, information: true, deadlines: true, overdue: true }
const preferences = {
  language: 'zh',
  digest: 'daily',
  digestMinute: 510,
  quietHours: true,
  channels: { mail: { ...all, information: false } },
}

describe('the preferences of a person', () => {
  it('are at first: immediately and in both languages', async () => {
    const { status, json } = await world.call('GET', PATH, { as: 'zhou-kai' })
    expect([status, json]).toEqual([
      200,
      { language: 'both', digest: 'none', digestMinute: 540, quietHours: false, channels: { mail: all } },
    ])
  })

  it('are the last ones that this person has set', async () => {
    await world.call('PUT', PATH, { as: 'zhou-kai', body: { ...preferences, digest: 'none' } })
    const put = await world.call('PUT', PATH, { as: 'zhou-kai', body: preferences })
    expect([put.status, put.json]).toEqual([200, preferences])
    expect((await world.call('GET', PATH, { as: 'zhou-kai' })).json).toEqual(preferences)
    expect((await world.call('GET', PATH, { as: 'chen-hao' })).json.digest).toBe('none')
  })

  it.each([
    { ...preferences, digestMinute: 1440 },
    { ...preferences, language: 'fr' },
    { ...preferences, channels: { mail: { tasks: true } } },
    { ...preferences, person: 'chen-hao' },
  ])('are not changed by an invalid body', async (body) => {
    expect((await world.call('PUT', PATH, { as: 'zhou-kai', body })).status).toBe(422)
  })
})
