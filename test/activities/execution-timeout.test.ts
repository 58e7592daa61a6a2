/** A workflow that runs long without a pause is not stopped; one that exceeds the execution timeout is noticed. */
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Client, type Connection } from '@temporalio/client'
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { EXECUTION_TIMEOUT, watchExecutionTimeouts } from '#activities/execution-timeout.ts'
import { installRuntime } from '#activities/runtime.ts'
import { createLogger } from '#activities/telemetry.ts'
import { connectTemporal, prepareNamespace } from '#wire/connection.ts'

const taskQueue = 'busy'
const namespace = `busy-${randomUUID()}`
let connection: Connection
let native: NativeConnection
let code: string
beforeAll(async () => {
  const { temporalAddress: address } = inject('servers')
  installRuntime(createLogger('silent'))
  connection = await connectTemporal(address)
  await prepareNamespace(connection, namespace)
  native = await NativeConnection.connect({ address })
  const workflowsPath = fileURLToPath(new URL('./busy-workflow.ts', import.meta.url))
  const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} }
  ;({ code } = await bundleWorkflowCode({ workflowsPath, logger }))
})
afterAll(async () => {
  await native?.close()
  await connection?.close()
})

/** Runs a workflow that is busy for so long. Returns when it has a result or `isOver`: its id, its timeouts and its result. */
async function busyFor(
  ms: number,
  options: typeof EXECUTION_TIMEOUT,
  isOver: (timeouts: string[]) => boolean,
) {
  const timeouts: string[] = []
  const worker = await Worker.create({
    ...{ connection: native, namespace, taskQueue, workflowBundle: { code } },
    ...options,
  })
  watchExecutionTimeouts(worker, (workflow) => timeouts.push(workflow))
  const workflowId = randomUUID()
  const handle = await new Client({ connection, namespace }).workflow.start('busy', {
    ...{ taskQueue, workflowId, args: [ms], workflowTaskTimeout: '30s' },
  })
  let result: unknown = null
  void handle.result().then(
    (done) => (result = done),
    () => undefined,
  )
  await worker.runUntil(
    expect.poll(() => result !== null || isOver(timeouts), { timeout: 30_000 }).toBe(true),
  )
  if (result === null) await handle.terminate()
  return { workflowId, timeouts, result }
}

it('a workflow that is busy for longer than the default of the SDK continues', {
  timeout: 60_000,
}, async () => {
  expect(await busyFor(6_000, EXECUTION_TIMEOUT, () => false)).toMatchObject({ timeouts: [], result: 'done' })
})

it('a workflow that exceeds the execution timeout is noticed, at every attempt', {
  timeout: 60_000,
}, async () => {
  const short = { isolateExecutionTimeout: '200ms' }
  const { workflowId, timeouts, result } = await busyFor(2_000, short, ({ length }) => length === 2)
  expect([timeouts, result]).toEqual([[workflowId, workflowId], null])
})
