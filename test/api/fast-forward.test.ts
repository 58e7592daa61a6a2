import type { Client } from '@temporalio/client'
import { expect, it } from 'vitest'
import { fastForward } from '#api/rehearsal/fast-forward.ts'

const YEAR_MS = 365 * 86_400_000

/** A server whose case advances by `aheadMs` with each call; after a year it has arrived. */
function serverWhoseCaseRunsAhead(aheadMs: number): Client {
  let skippedMs = 0
  return {
    options: { namespace: 'x' },
    workflowService: {
      describeWorkflowExecution: async () => {
        skippedMs += aheadMs
        const seconds = Math.floor((Date.now() + skippedMs) / 1000)
        return {
          workflowExecutionInfo: { status: 1 },
          workflowExtendedInfo: { timeSkippingInfo: { currentTime: { seconds } } },
        }
      },
      updateWorkflowExecutionOptions: async () => ({}),
      pollWorkflowExecutionTimeSkipping: () =>
        new Promise((resolve) =>
          setTimeout(() => resolve({ fastForwardPollingResult: skippedMs > YEAR_MS ? 2 : 1 }), 5),
        ),
    },
  } as unknown as Client
}

const execution = { workflowId: 'project/stuck', clockOffsetMs: 0 }
const inAYear = (): number => Date.now() + YEAR_MS

it('gives up a case whose time does not move, and names it', async () => {
  const moving = fastForward(serverWhoseCaseRunsAhead(0), execution, inAYear(), 100)
  await expect(moving).rejects.toMatchObject({
    slug: 'unavailable',
    message: expect.stringContaining('project/stuck'),
  })
})

it('waits for a case that is slow, as long as its time moves', async () => {
  const day = 86_400_000
  await fastForward(
    serverWhoseCaseRunsAhead(30 * day),
    { ...execution, workflowId: 'project/slow' },
    inAYear(),
    20,
  )
})
