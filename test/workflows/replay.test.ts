/**
 * One life is played and its histories are replayed: a change of the procedure that would break them is noticed.
 * (Every example replays its own histories in test/rehearsal/.)
 */
import { readFileSync } from 'node:fs'
import type { WorkflowBundleOption } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import { rehearse } from '#rehearsal/rehearse.ts'
import { type RecordedRun, recordedRuns, replay } from '#rehearsal/replay.ts'
import { inOwnWorld } from '../rehearsal/example-files.ts'
import { changedBundle, HASTY_APPROVE } from './changed-bundle.ts'

let runs: RecordedRun[]
let hasty: WorkflowBundleOption

beforeAll(async () => {
  hasty = await changedBundle(HASTY_APPROVE)
  await inOwnWorld(inject('servers'), async (world) => {
    const { failures } = await rehearse('examples/in-plan-happy-path.yaml', world)
    expect(failures).toEqual([])
    runs = await recordedRuns(world)
  })
})

/** A replay whose workflow does something else than its history says. */
const violation = expect.objectContaining({ cause: expect.any(DeterminismViolationError) })

describe('the histories of a whole life', () => {
  it('are those of its case in several runs, and of the outbox', () => {
    const of = (type: string) => runs.filter(({ workflowId }) => workflowId.startsWith(type))
    expect(of('project/').length).toBeGreaterThan(1)
    expect(of('outbox').length).toBeGreaterThan(0)
  })

  it('replay', async () => {
    await replay(runs)
  })

  it('do not replay under a changed procedure without `patched()`', async () => {
    await expect(replay(runs, hasty)).rejects.toEqual(violation)
  })

  it('need nothing of the outside world', async () => {
    const code = readFileSync((await workflowBundle()).codePath, 'utf8')
    expect(code).toContain('node_modules/@temporalio/workflow/')
    expect(code).not.toMatch(/node_modules\/(pg|fastify|drizzle-orm|nodemailer)\//)
  })
})
