/** Two hundred parallel acts on one case: each gets a correct answer, and the case continues. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type ApiWorld, openApiWorld } from './api-world.ts'
import { DIGEST, stageForm } from './stage-form.ts'

const ACTS = 200

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world?.close())

describe('two hundred parallel acts on one case', () => {
  it('are all answered, and every 2xx is in the record exactly once', { timeout: 120_000 }, async () => {
    const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
    const path = `/v1/projects/${json.id}`
    expect((await world.call('POST', `${path}/admit`, { as: 'chen-hao', body: {} })).status).toBe(200)

    // The clock can be paused and resumed repeatedly, but never twice in a row, so some of both kinds must be refused.
    const body = { reason: 'hearing', document: DIGEST }
    const verb = (index: number): string => (index % 2 === 0 ? 'pause-clock' : 'resume-clock')
    const answers = await Promise.all(
      Array.from({ length: ACTS }, (_, index) =>
        world.call('POST', `${path}/${verb(index)}`, { as: 'chen-hao', body, key: `act-${index}` }),
      ),
    )

    const later = answers.filter(({ status }) => status === 429 || status === 503)
    expect(later.every(({ headers }) => Number(headers['retry-after']) > 0)).toBe(true)
    expect(answers.filter(({ status }) => ![200, 202, 409, 429, 503].includes(status))).toEqual([])

    // An act that was answered with 202 must get an outcome later.
    const settled = await Promise.all(
      answers.map((answer) => (answer.status === 202 ? ended(answer) : answer.status)),
    )
    const applied = settled.filter((status) => status === 200).length
    const { rows } = await world.pool.query<{ n: number }>(
      `select count(*)::int as n from event where case_id = $1 and type in ('clockPaused', 'clockResumed')`,
      [`project/${json.id}`],
    )
    expect(applied).toBeGreaterThan(1)
    expect(rows[0]?.n).toBe(applied)
    const paused = (await world.call('GET', path, { as: 'chen-hao' })).json.clock.isPaused
    const next = await world.call('POST', `${path}/${paused ? 'resume-clock' : 'pause-clock'}`, {
      as: 'chen-hao',
      body,
    })
    expect(next.status).toBe(200)
  })
})

async function ended({ headers }: Answer): Promise<number> {
  const look = () => world.call('GET', String(headers.location), { as: 'chen-hao' })
  await expect
    .poll(async () => (await look()).json.status, { timeout: 60_000, interval: 100 })
    .not.toBe('pending')
  return (await look()).json.status === 'applied' ? 200 : 409
}
