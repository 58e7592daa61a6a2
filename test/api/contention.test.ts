/** Fifty parallel decisions on one seat: one counts, and the refusals of the others name its author. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { DIGEST, stageForm } from './stage-form.ts'

const ACTS = 50
/** Both may take the leader's seat. */
const LEADERS = ['he-jing', 'guo-ping']

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world?.close())

/** A third signature is needed afterwards, so the round stays open. */
const SERIAL = {
  version: 'serial',
  effectiveFrom: '2026-01-01',
  appliesToRunningCases: false,
  source: 'a decision',
  values: {
    panels: {
      commission: {
        seats: [
          { id: 'handler', order: 1, weight: 1 },
          { id: 'leader', order: 2, weight: 1, isLeader: true },
          { id: 'finance', order: 3, weight: 1, role: 'financeMinistry', org: 'mof' },
        ],
        rule: { kind: 'all' },
        earlyDecision: true,
        effects: { abstain: 'against', absent: 'against', recused: 'against', timedOut: 'against' },
        quorum: 1,
        hours: 72,
      },
    },
  },
}

describe('fifty parallel decisions on one seat', () => {
  it('are one decision, and the others name who made it', { timeout: 120_000 }, () => contend())

  it('also when the next seat is another’s', { timeout: 120_000 }, async () => {
    expect((await world.call('POST', '/v1/reference/policies', { as: 'shi-yan', body: SERIAL })).status).toBe(
      201,
    )
    await contend()
  })

  async function contend(): Promise<void> {
    const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
    const path = `/v1/projects/${json.id}`
    const act = (verb: string, as: string, body: object): Promise<Answer> =>
      world.call('POST', `${path}/${verb}`, { as, body })
    expect((await act('admit', 'chen-hao', {})).status).toBe(200)
    const commission = { agency: 'guoping', letter: DIGEST, workingDays: 20 }
    const { json: proposed } = await act('commission-appraisal', 'chen-hao', commission)
    const [{ step, subject }] = proposed.case.pendingSignatures

    const answers = await Promise.all(
      Array.from({ length: ACTS }, async (_, index) => {
        const as = LEADERS[index % LEADERS.length] ?? ''
        return { as, ...(await act('confirm', as, { step, contentHash: subject.contentHash })) }
      }),
    )
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    const winner = won[0]?.as ?? ''
    for (const { status, json: answer, headers } of answers.filter((one) => one.status !== 200)) {
      expect([409, 429]).toContain(status)
      if (status === 409) expect(namesIn(answer)).toContain(winner)
      else expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    }
    const { rows } = await world.pool.query(
      `select 1 from event where case_id = $1 and type = 'verdictGiven'`,
      [`project/${json.id}`],
    )
    expect(rows).toHaveLength(2)
  }
})

const namesIn = ({ unmet }: Json): string => unmet.map(({ code, en }: Json) => `${code}: ${en}`).join('; ')
