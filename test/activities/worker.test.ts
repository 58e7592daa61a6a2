import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, type Connection, WithStartWorkflowOperation } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, inject, it, type MockInstance, vi } from 'vitest'
import { EXECUTION_TIMEOUT } from '#activities/execution-timeout.ts'
import { installRuntime } from '#activities/runtime.ts'
import { sweep } from '#activities/sweeper.ts'
import { createLogger, createTelemetry } from '#activities/telemetry.ts'
import { type HostedWorker, hostWorker } from '#activities/worker.ts'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import { KINDS } from '#domain/kinds.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { instant } from '#domain/values/plain-date.ts'
import { configFrom } from '#wire/config.ts'
import { connectTemporal, prepareNamespace } from '#wire/connection.ts'
import { contentHash } from '#wire/content-hash.ts'
import {
  ACT_SIGNAL,
  CATCH_UP_SIGNAL,
  FACTS_CHANGED_SIGNAL,
  OUTBOX_CLOCK_QUERY,
  OUTBOX_ID,
  OUTBOX_WORKFLOW,
  TASK_QUEUE,
  WAKE_SIGNAL,
} from '#wire/names.ts'
import {
  actSignal,
  actUpdate,
  catchUpSignal,
  factsChangedSignal,
  TASK_QUEUE as QUEUE,
} from '#workflows/messages.ts'
import { nationalPlan } from '#workflows/national-plan.ts'
import { clockOffsetQuery, outbox, wakeSignal } from '#workflows/outbox.ts'
import { projectLifecycle } from '#workflows/project-lifecycle.ts'
import { newCase, openRecord, type RecordFixture, requestFor, storeRequest } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver, lead } from '../domain/project-people.ts'

const namespace = `worker-${randomUUID()}`
const logger = createLogger('silent')
const hooks: string[] = []

let record: RecordFixture
let connection: Connection
let native: NativeConnection
let client: Client
let worker: HostedWorker
let running: Promise<void>
let created: MockInstance<typeof Worker.create>
const receiver = createServer((request, response) => {
  hooks.push(String(request.headers['webhook-id']))
  response.writeHead(204).end()
})

beforeAll(async () => {
  record = await openRecord()
  const { temporalAddress } = inject('servers')
  connection = await connectTemporal(temporalAddress)
  await prepareNamespace(connection, namespace)
  client = new Client({ connection, namespace })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', () => resolve()))
  const config = configFrom({
    DATABASE_URL: record.url,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    WEBHOOK_SECRET: `whsec_${Buffer.from('a secret of the receiver').toString('base64')}`,
  })
  installRuntime(logger)
  native = await NativeConnection.connect({ address: temporalAddress })
  const bundle = await workflowBundle()
  created = vi.spyOn(Worker, 'create')
  worker = await hostWorker({
    ...{ config, connection: native, pool: record.pool, kinds: KINDS, workflowBundle: bundle, logger },
    telemetry: createTelemetry(),
  })
  running = worker.run()
})

afterAll(async () => {
  worker.shutdown()
  await running
  await native.close()
  await connection.close()
  receiver.close()
  await record.close()
})

async function submit(caseId: CaseId) {
  const { person, role, org } = lead
  const envelope = {
    ...{
      commandId: `submit-${caseId.slice('project/'.length)}`,
      action: 'submitStage',
      actor: person,
      role,
      org,
      case: caseId,
    },
    ...{ round: null, contentHash: contentHash(mergedForm), body: mergedForm },
    issuedAt: instant(Date.now()),
  }
  const startWorkflowOperation = new WithStartWorkflowOperation(projectLifecycle, {
    workflowId: caseId,
    taskQueue: QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
  })
  return client.workflow.executeUpdateWithStart(actUpdate, {
    startWorkflowOperation,
    updateId: envelope.commandId,
    args: [envelope as never],
  })
}

const stateOf = (caseId: CaseId): Promise<ProjectState> =>
  client.workflow.getHandle(caseId).query<ProjectState>('state')

describe('the worker', () => {
  it('uses the same names as the workflows', () => {
    expect(TASK_QUEUE).toBe(QUEUE)
    expect(OUTBOX_WORKFLOW).toBe(outbox.name)
    expect(KINDS.all.map(({ workflow }) => workflow)).toEqual([projectLifecycle.name, nationalPlan.name])
    expect(ACT_SIGNAL).toBe(actSignal.name)
    expect(WAKE_SIGNAL).toBe(wakeSignal.name)
    expect(OUTBOX_CLOCK_QUERY).toBe(clockOffsetQuery.name)
    expect(CATCH_UP_SIGNAL).toBe(catchUpSignal.name)
    expect(FACTS_CHANGED_SIGNAL).toBe(factsChangedSignal.name)
  })

  it('gives a workflow a longer execution timeout than the SDK does', () => {
    expect(created).toHaveBeenCalledWith(expect.objectContaining(EXECUTION_TIMEOUT))
  })

  it('records an act, and the outbox sends its notices', async () => {
    const before = hooks.length
    expect(await submit(newCase())).toMatchObject({ status: 'applied', seq: 3 })
    await vi.waitFor(() => expect(hooks.length).toBe(before + 1), 10_000)
    const { status } = await client.workflow.getHandle(OUTBOX_ID).describe()
    expect(status.name).toBe('RUNNING')
  })

  it('lets a case catch up on missed events', async () => {
    const caseId = newCase()
    await submit(caseId)
    // As after a workflow task that was lost after its events were committed, when the act is not sent again.
    const at = instant(Date.now())
    const request = await requestFor(record, { caseId, verb: 'admit', body: {}, by: approver, at })
    await storeRequest(record, request, { receivedAt: at })
    expect(await record.append(request)).toMatchObject({ kind: 'recorded' })
    expect((await stateOf(caseId)).seq).toBe(3)
    await record.pool.query(`update request set received_real = received_real - interval '11 s'`)
    const catchUps: number[] = []
    const deps = {
      ...{ pool: record.pool, kinds: KINDS, client, channels: [], logger },
      onCatchUps: (n: number) => catchUps.push(n),
    }
    await sweep(deps)
    await vi.waitFor(async () => expect((await stateOf(caseId)).status).toBe('admitted'), 10_000)
    await sweep(deps)
    expect(catchUps).toEqual([1, 0])
  })
})

describe('a message that cannot be read', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const plain = { encoding: bytes('json/plain') }

  it.each([
    ['invalid JSON', 'act', { metadata: plain, data: bytes('{"a"') }],
    ['an unknown encoding', 'act', { metadata: { encoding: bytes('binary/secret') }, data: bytes('x') }],
    ['no encoding', 'nobody-knows-me', { metadata: {}, data: bytes('x') }],
    ['a reserved name', '__temporal_x', { metadata: plain, data: bytes('1') }],
    [
      'bottomless nesting',
      'nobody-knows-me',
      { metadata: plain, data: bytes('['.repeat(9_999) + ']'.repeat(9_999)) },
    ],
  ])('becomes a dead letter: %s', async (_what, signalName, payload) => {
    const caseId = newCase()
    await submit(caseId)
    await client.workflowService.signalWorkflowExecution({
      namespace,
      workflowExecution: { workflowId: caseId },
      signalName,
      input: { payloads: [payload] },
    })
    await vi.waitFor(async () => {
      const { rows } = await record.pool.query('select name from dead_letter where case_id = $1', [caseId])
      expect(rows).toHaveLength(1)
    }, 10_000)
    expect((await stateOf(caseId)).status).toBe('submitted')
  })
})
