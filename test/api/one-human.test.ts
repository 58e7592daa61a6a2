/** Accounts with one identity are one human being: an act that needs two people is never done by one. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApiWorld, openApiWorld } from './api-world.ts'
import { DIGEST, stageForm } from './stage-form.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world.close())

async function areOneHuman(...people: string[]): Promise<void> {
  await world.pool.query('update directory_person set identity = null')
  await world.pool.query(`update directory_person set identity = 'H-1' where id = any($1)`, [people])
  await world.pool.query(`update directory_version set version = version || '+'`)
}

async function commissioned(projectCode: string): Promise<{ id: string; contentHash: string }> {
  const started = await world.call('POST', '/v1/projects', {
    as: 'zhou-kai',
    body: stageForm({ projectCode }),
  })
  const id = started.json.id
  await world.call('POST', `/v1/projects/${id}/admit`, { as: 'chen-hao', body: {} })
  const body = { agency: 'guoping', letter: DIGEST, workingDays: 30 }
  const { json } = await world.call('POST', `/v1/projects/${id}/commission-appraisal`, {
    as: 'chen-hao',
    body,
  })
  return { id, contentHash: json.case.pendingSignatures[0].subject.contentHash }
}
const confirm = (id: string, contentHash: string) =>
  world.call('POST', `/v1/projects/${id}/confirm`, {
    as: 'he-jing',
    body: { step: 'commission', contentHash },
  })

it('the first signer cannot give the second signature with another account', async () => {
  const { id, contentHash } = await commissioned('2603-100000-04-04-100003')
  await areOneHuman('chen-hao', 'he-jing')
  const refused = await confirm(id, contentHash)
  expect([refused.status, refused.json.unmet.map(({ code }: { code: string }) => code)]).toEqual([
    403,
    ['samePerson'],
  ])
  await areOneHuman('chen-hao', 'lin-tao')
  expect((await confirm(id, contentHash)).status).toBe(200)
})

it('the record contains the accounts of the actor', async () => {
  await areOneHuman('chen-hao', 'he-jing')
  const { id } = await commissioned('2603-100000-04-04-100004')
  const { rows } = await world.pool.query(
    `select distinct actor ->> 'person' as person, actor -> 'accounts' as accounts from event
     where case_id = $1 and actor ->> 'kind' = 'person' order by 1`,
    [`project/${id}`],
  )
  expect(rows).toEqual([
    { person: 'chen-hao', accounts: ['he-jing'] },
    { person: 'zhou-kai', accounts: null },
  ])
})
