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

describe('how a person is notified', () => {
  it('is at once and in both languages until something else is said', async () => {
    const { status, json } = await world.call('GET', PATH, { as: 'zhou-kai' })
    expect([status, json]).toEqual([
      200,
      { language: 'both', digest: 'none', digestMinute: 540, quietHours: false, channels: { mail: all } },
    ])
  })

  it('is what was said last, of that person alone', async () => {
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
  ])('is not changed by what makes no sense', async (body) => {
    expect((await world.call('PUT', PATH, { as: 'zhou-kai', body })).status).toBe(422)
  })
})
