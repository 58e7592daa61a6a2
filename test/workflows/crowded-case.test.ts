/** One very large case: 500 returns, a panel of 200 people, 1,000 nudges. Nothing is lost. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { examplePolicy, exampleReference } from '#db/intake/reference-data.ts'
import { rebuildProjections } from '#db/rebuild.ts'
import { loadReference } from '#db/seed.ts'
import { changedValues } from '#domain/engine/policy.ts'
import { KINDS } from '#domain/kinds.ts'
import { ONE_PERSON } from '#domain/review/panels.ts'
import type { Person } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { contentHash } from '#wire/content-hash.ts'
import { type Answer, type ApiWorld, openApiWorld, send } from '../api/api-world.ts'
import { DIGEST, stageForm } from '../api/stage-form.ts'

const RETURNS = 500
const SEATS = 200
const NUDGES = 1_000
const LONG_MS = 15 * 60_000

/** Sizes at which the server begins to warn. It ends a history at five times these sizes. */
const EVENTS_WARN = 10_240
const BYTES_WARN = 10 * 1024 * 1024

const seatOf = (index: number) => `signer-${index + 1}`
const signers = Array.from({ length: SEATS }, (_, index): Person => {
  const id = seatOf(index) as PersonId
  const bureau = { org: 'ndrc-hightech' as Person['org'], roles: ['approver' as const], isLeader: false }
  return { id, zh: id, en: id, email: `${id}@example.org`, ...bureau }
})

let world: ApiWorld
let projectId: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  const reference = exampleReference(KINDS)
  const panels = {
    ...examplePolicy(KINDS).values.panels,
    decision: ONE_PERSON,
    commission: {
      ...ONE_PERSON,
      seats: signers.map(({ id }, index) => ({ id, order: index + 1, weight: 1, person: id })),
    },
  }
  const crowded = {
    ...{ version: 'crowded', source: 'this test', appliesToRunningCases: false },
    effectiveFrom: '2026-01-01' as PlainDate,
    values: { ...changedValues(examplePolicy(KINDS).values, {}), panels, nudgeHours: 0 },
  }
  await loadReference(world.pool, {
    ...reference,
    people: [...reference.people, ...signers],
    policies: [...reference.policies, crowded],
  })
})
afterAll(() => world?.close())

/** An act that must be applied. A person who is not in the example is one of the signers. */
async function act(as: string, verb: string, body: object): Promise<Answer['json']> {
  const url = verb === 'create' ? '/v1/projects' : `/v1/projects/${projectId}/${verb}`
  const answer = as.startsWith('signer-')
    ? await send(world.app, {
        method: 'POST',
        url,
        headers: { authorization: `Bearer ${await tokenOf(as)}`, 'idempotency-key': randomUUID() },
        payload: body,
      })
    : await world.call('POST', url, { as, body })
  expect([verb, answer.status, answer.json.unmet ?? []]).toEqual([verb, verb === 'create' ? 201 : 200, []])
  return answer.json
}

const tokens = new Map<string, string>()
async function tokenOf(signer: string): Promise<string> {
  const claims = { person: signer as PersonId, role: 'approver', org: 'ndrc-hightech' } as const
  const token = tokens.get(signer) ?? (await world.issuer.issue(claims as never)).accessToken
  tokens.set(signer, token)
  return token
}

async function numberOf(type: string): Promise<number> {
  const { rows } = await world.pool.query(
    'select count(*)::int as n from event where case_id = $1 and type = $2',
    [`project/${projectId}`, type],
  )
  return rows[0].n
}

it(
  'stays under the limits of a history, run after run, and every act is in the record',
  async () => {
    // After a return a revised document is needed, so each round submits another one.
    const first = stageForm()
    const form = (round: number) => ({ ...first, investmentFen: 12_000_000_000 + round })
    const opened = await act('zhou-kai', 'create', form(1))
    projectId = opened.id
    for (let round = 1; round <= RETURNS; round += 1) {
      if (round > 1) await act('zhou-kai', 'submit-stage', form(round))
      await act('chen-hao', 'admit', {})
      const formDigest = contentHash(form(round))
      await act('chen-hao', 'decide', { verdict: 'return', formDigest, reasons: '请修改。' })
    }
    await act('zhou-kai', 'submit-stage', form(RETURNS + 1))
    await act('chen-hao', 'admit', {})
    const commission = { agency: 'guoping', letter: DIGEST, workingDays: 20 }
    await act(seatOf(0), 'commission-appraisal', commission)
    const signed = { step: 'commission', contentHash: contentHash(commission) }
    let nudged = 0
    for (let index = 1; index < SEATS; index += 1) {
      const nudgesUntil = Math.round((NUDGES * index) / (SEATS - 1))
      for (; nudged < nudgesUntil; nudged += 1) await act('zhou-kai', 'nudge', signed)
      await act(seatOf(index), 'confirm', signed)
    }
    expect({
      returned: await numberOf('stageReturned'),
      nudged: await numberOf('reviewNudged'),
      commissioned: await numberOf('appraisalCommissioned'),
    }).toEqual({ returned: RETURNS, nudged: NUDGES, commissioned: 1 })
    expect((await rebuildProjections(world.pool, KINDS)).changed).toEqual([])
    const runs = await allRuns()
    expect(runs.length).toBeGreaterThan(1)
    for (const { events, bytes } of runs) {
      expect(events).toBeLessThan(EVENTS_WARN)
      expect(bytes).toBeLessThan(BYTES_WARN)
    }
  },
  LONG_MS,
)

/** Every run of the case, from the latest back to the first. */
async function allRuns(): Promise<{ events: number; bytes: number }[]> {
  const runs: { events: number; bytes: number }[] = []
  for (let runId: string | undefined; ; ) {
    const handle = world.temporal.workflow.getHandle(`project/${projectId}`, runId)
    const { historyLength, historySize } = await handle.describe()
    runs.push({ events: historyLength, bytes: historySize ?? Number.NaN })
    const { events } = await handle.fetchHistory()
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined
    if (!runId) return runs
  }
}
