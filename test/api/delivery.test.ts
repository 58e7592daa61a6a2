import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXPIRES_AFTER_MINUTES } from '#domain/case/request-expiry.ts'
import { type ApiWorld, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

// This world has no worker at first: accepted acts must be stored, delivered later, or refused as expired.

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
})
afterAll(() => world.close())

const startProject = (key: string) =>
  world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm({ projectCode: undefined }), key })
const outcome = async (commandId: string) =>
  (await world.call('GET', `/v1/commands/${commandId}`, { as: 'zhou-kai' })).json

it('stores an act that is not decided in time, and delivers it when a worker runs again', async () => {
  const keys = [randomUUID(), randomUUID()] as const
  const [kept, tooOld] = await Promise.all(keys.map(startProject))
  expect([kept?.status, tooOld?.status]).toEqual([202, 202])
  expect(kept?.headers.location).toBe(`/v1/commands/${kept?.json.commandId}`)
  expect((await outcome(kept?.json.commandId)).status).toBe('pending')

  // One of them is made older than the maximum age of a request.
  const age = `update request set received_real = received_real - make_interval(mins => $2) where command_id = $1`
  await world.pool.query(age, [tooOld?.json.commandId, EXPIRES_AFTER_MINUTES + 1])
  await world.app.redriver.round()
  expect(await outcome(tooOld?.json.commandId)).toMatchObject({
    status: 'refused',
    unmet: [{ code: 'expired' }],
  })

  await world.work()
  await expect
    .poll(
      async () => {
        await world.pool.query('update request set next_try_at = now() where next_try_at > now()')
        await world.app.redriver.round()
        return (await outcome(kept?.json.commandId)).status
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe('applied')
  const again = await startProject(keys[0])
  expect([again.status, again.json.id]).toEqual([201, kept?.json.id])
  const expired = await startProject(keys[1])
  expect([expired.status, expired.json.unmet[0].code]).toEqual([409, 'expired'])
  const project = await world.call('GET', `/v1/projects/${tooOld?.json.id}`, { as: 'zhou-kai' })
  expect(project.status, 'an expired act is never applied later').toBe(404)
})
