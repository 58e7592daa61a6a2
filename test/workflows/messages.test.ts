/** Messages to a case through Temporal: decided as through the API, or stored as a dead letter. */
import { randomUUID } from 'node:crypto'
import type { Payload } from '@temporalio/common'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { contentHash } from '#wire/content-hash.ts'
import { type ApiWorld, openApiWorld } from '../api/api-world.ts'
import { DIGEST, REPORT_DIGEST, stageForm } from '../api/stage-form.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world?.close())

const start = async (): Promise<string> => {
  const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  return json.id
}
const statusOf = async (id: string): Promise<string> =>
  (await world.call('GET', `/v1/projects/${id}`, { as: 'chen-hao' })).json.status.code

const envelope = (id: string, action: string, body: unknown = {}, changes: object = {}) => ({
  commandId: randomUUID(),
  action,
  actor: 'chen-hao',
  role: 'approver',
  org: 'ndrc-hightech',
  case: `project/${id}`,
  round: null,
  contentHash: contentHash(body),
  issuedAt: new Date().toISOString(),
  body,
  ...changes,
})
const handleOf = (id: string) => world.temporal.workflow.getHandle(`project/${id}`)

interface Refused {
  details: [{ unmet: { code: string }[] }]
}

/** The query by which the Temporal UI reads the current details. */
const METADATA_QUERY = '__temporal_workflow_metadata'
const PATIENCE = { timeout: 20_000, interval: 25 }
const outcomeOf = (commandId: string) =>
  vi.waitFor(async () => {
    const text = 'select outcome from command where command_id = $1'
    const { rows } = await world.pool.query(text, [commandId])
    expect(rows).toHaveLength(1)
    return rows[0].outcome
  }, PATIENCE)
const deadLetters = (id: string, atLeast = 0) =>
  vi.waitFor(async () => {
    const text = 'select name, reason from dead_letter where case_id = $1'
    const { rows } = await world.pool.query(text, [`project/${id}`])
    expect(rows.length).toBeGreaterThanOrEqual(atLeast)
    return rows
  }, PATIENCE)

/** Failed and timed-out workflow tasks of the case. After each one the next act waits for some seconds. */
async function failedTasks(id: string): Promise<number> {
  const { events } = await handleOf(id).fetchHistory()
  const failed = (events ?? []).filter(
    (event) => event.workflowTaskFailedEventAttributes || event.workflowTaskTimedOutEventAttributes,
  )
  return failed.length
}

/** Sends a signal as bytes, without any encoder. */
const signalRaw = (id: string, signalName: string, payloads: Payload[]) =>
  world.temporal.workflowService.signalWorkflowExecution({
    namespace: world.temporal.options.namespace,
    workflowExecution: { workflowId: `project/${id}` },
    signalName,
    requestId: randomUUID(),
    input: { payloads },
  })
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('by name, with the Temporal client', () => {
  it('an Update decides and answers with the outcome', async () => {
    const id = await start()
    const outcome = await handleOf(id).executeUpdate('act', { args: [envelope(id, 'admit')] })
    expect(outcome).toMatchObject({ status: 'applied' })
    expect(await statusOf(id)).toBe('admitted')
  })

  it('a Signal decides in the same way', async () => {
    const id = await start()
    const act = envelope(id, 'admit')
    await handleOf(id).signal('act', act)
    expect(await outcomeOf(act.commandId)).toMatchObject({ status: 'applied' })
    expect(await statusOf(id)).toBe('admitted')
  })

  it('both are refused with every unmet condition, and a repeated command gets its first outcome', async () => {
    const id = await start()
    const act = envelope(id, 'submitAppraisal', { conclusion: 'positive', report: REPORT_DIGEST })
    const refusal = await handleOf(id)
      .executeUpdate('act', { args: [act] })
      .catch((error: { cause: Refused }) => error.cause)
    expect(refusal).toMatchObject({ type: 'refused' })
    const codes = (refusal as Refused).details[0].unmet.map(({ code }) => code)
    expect(codes).toEqual(['roleMayNot', 'outOfScope', 'notNow', 'appraiserNotIndependent'])
    await handleOf(id).signal('act', act)
    expect(await outcomeOf(act.commandId)).toMatchObject({ status: 'refused' })
  })

  it('a claimed role, a claimed leader and a wrong hash do not help', async () => {
    const id = await start()
    const impostor = envelope(id, 'admit', {}, { actor: 'zhao-min' })
    await handleOf(id).signal('act', impostor)
    expect((await outcomeOf(impostor.commandId)).refusal.unmet).toEqual([{ code: 'roleNotHeld' }])
    const forged = envelope(id, 'admit', {}, { contentHash: DIGEST })
    await handleOf(id).signal('act', forged)
    expect((await outcomeOf(forged.commandId)).refusal.unmet).toEqual([{ code: 'contentHashMismatch' }])
    expect(await statusOf(id)).toBe('submitted')
  })

  it('a body of the wrong shape is refused with a pointer to the field', async () => {
    const id = await start()
    const act = envelope(id, 'decide', {
      verdict: 'approve',
      formDigest: DIGEST,
      letter: { approvedFen: 1.5 },
    })
    await handleOf(id).signal('act', act)
    const { refusal } = await outcomeOf(act.commandId)
    expect(refusal.unmet.map(({ params }: { params: { pointer: string } }) => params.pointer)).toContain(
      '/letter/approvedFen',
    )
  })
})

describe('a message that is no act', () => {
  const poison: [string, string, Payload[]][] = [
    [
      'a payload that is no envelope',
      'act',
      [{ metadata: { encoding: bytes('json/plain') }, data: bytes('{"a":1}') }],
    ],
    ['no payload at all', 'act', []],
    ['invalid JSON', 'act', [{ metadata: { encoding: bytes('json/plain') }, data: bytes('{"broken') }]],
    ['an unknown encoding', 'act', [{ metadata: { encoding: bytes('binary/secret') }, data: bytes('x') }]],
    ['a missing encoding', 'act', [{ metadata: {}, data: bytes('x') }]],
    [
      'an unknown name',
      'approveNow',
      [{ metadata: { encoding: bytes('json/plain') }, data: bytes('"please"') }],
    ],
    ['an unknown name with an undecodable body', 'approveNow', [{ metadata: {}, data: bytes('x') }]],
    [
      'facts that nobody changed',
      'factsChanged',
      [{ metadata: { encoding: bytes('json/plain') }, data: bytes('null') }],
    ],
    [
      'a reserved name',
      '__temporal_evil',
      [{ metadata: { encoding: bytes('json/plain') }, data: bytes('1') }],
    ],
  ]

  it.each(poison)(
    '%s becomes a dead letter, no task fails, and the next act works',
    async (_what, name, payloads) => {
      const id = await start()
      await signalRaw(id, name, payloads)
      const answer = await world.call('POST', `/v1/projects/${id}/admit`, { as: 'chen-hao', body: {} })
      expect(answer.status).toBe(200)
      const [letter] = await deadLetters(id, 1)
      expect(letter?.name).toContain(name.replace('__temporal_', ''))
      expect(await failedTasks(id)).toBe(0)
    },
  )

  it('a hundred of them in a row lose nothing', async () => {
    const id = await start()
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        signalRaw(id, `noise-${index}`, [{ metadata: {}, data: bytes('x') }]),
      ),
    )
    expect(await deadLetters(id, 100)).toHaveLength(100)
    expect((await world.call('POST', `/v1/projects/${id}/admit`, { as: 'chen-hao', body: {} })).status).toBe(
      200,
    )
  })

  it('an Update of the wrong shape or for another case is rejected and leaves no trace', async () => {
    const id = await start()
    const other = envelope('0198f3a0-0000-7000-8000-00000000ffff', 'admit')
    for (const wrong of [{ a: 1 }, null, other, { ...envelope(id, 'admit'), action: 'explode' }]) {
      await expect(handleOf(id).executeUpdate('act', { args: [wrong] })).rejects.toThrow()
    }
    expect(await deadLetters(id)).toEqual([])
    expect(await statusOf(id)).toBe('submitted')
  })
})

describe('what an operator sees', () => {
  it('is in the search attributes, also without a running worker', async () => {
    const id = await start()
    // The API answers when the record has committed; the task that sets the attributes ends a moment later.
    const searchAttributes = await vi.waitFor(async () => {
      const described = await handleOf(id).describe()
      expect(described.searchAttributes).toHaveProperty('CaseStatus')
      return described.searchAttributes
    }, PATIENCE)
    expect(searchAttributes).toMatchObject({
      CaseStatus: ['submitted'],
      CaseTurn: ['approver@ndrc'],
      CaseOwner: ['mca'],
      CaseStage: ['proposal'],
    })
    expect(searchAttributes.CaseDue?.[0]).toBeInstanceOf(Date)
  })

  it('is in words in the summary and the details: names of offices, and no title', async () => {
    const id = await start()
    const { staticSummary, staticDetails } = await handleOf(id).describe()
    const [summary, fixed] = [await staticSummary(), await staticDetails()]
    expect(summary).toBe('项目 project · 民政部 Ministry of Civil Affairs')
    expect(fixed).toContain('民政部 Ministry of Civil Affairs (mca)')
    const current = await vi.waitFor(async () => {
      const { currentDetails } = await handleOf(id).query<{ currentDetails?: string }>(METADATA_QUERY)
      expect(currentDetails).toContain('已提交 submitted')
      return currentDetails
    }, PATIENCE)
    expect(current).toContain(
      '民政部 Ministry of Civil Affairs → 国家发展和改革委员会 National Development and Reform Commission',
    )
    expect(current).toContain('审批部门 approver')
    const { title } = stageForm()
    expect(`${summary}${fixed}${current}`).not.toContain(title)
  })
})
