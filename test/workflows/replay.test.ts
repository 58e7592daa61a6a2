/**
 * Stored histories replay on today's code, also after a rule has changed; and a change of the procedure that would
 * break them is noticed. Histories are captured from the examples: `npm run histories`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { beforeAll, describe, expect, it } from 'vitest'
import { installRuntime } from '#activities/runtime.ts'
import { createLogger } from '#activities/telemetry.ts'
import { bundle, payloadConverterPath } from './bundles.ts'

installRuntime(createLogger('silent'))

const FOLDER = join(import.meta.dirname, '../histories')
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

interface StoredHistory {
  events: [{ workflowExecutionStartedEventAttributes: { workflowId: string } }]
}

/** Under its own id: a workflow learns from it which case it is. */
function replay(name: string, workflowBundle: WorkflowBundleWithSourceMap): Promise<void> {
  const history = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as StoredHistory
  const { workflowId } = history.events[0].workflowExecutionStartedEventAttributes
  return Worker.runReplayHistory(
    { workflowBundle, dataConverter: { payloadConverterPath } },
    history,
    workflowId,
  )
}

describe('stored histories', () => {
  let today: WorkflowBundleWithSourceMap

  beforeAll(async () => {
    today = await bundle()
  })

  it('exist, and some of them cross a continue-as-new', () => {
    expect(FILES.length).toBeGreaterThan(5)
    expect(FILES.some((name) => readFileSync(join(FOLDER, name), 'utf8').includes('ContinuedAsNew'))).toBe(
      true,
    )
  })

  it.each(FILES)('%s replays', async (name) => {
    await replay(name, today)
  })

  it('are bundled without anything of the outside world', () => {
    expect(today.code).not.toMatch(/node_modules\/(pg|fastify|drizzle-orm|nodemailer)\//)
  })
})

describe('a changed rule', () => {
  it('does not break an old history: the workflow follows what was recorded', async () => {
    const changed = await bundle({
      file: 'domain/project/approval/decision.ts',
      by: 'test/workflows/changed/stricter-decision.ts',
    })
    for (const name of FILES) await replay(name, changed)
  })
})

describe('a changed procedure', () => {
  it('is caught by replay', async () => {
    const changed = await bundle({
      file: 'workflows/approve.ts',
      by: 'test/workflows/changed/hasty-approve.ts',
    })
    const approved = FILES.filter((name) => name.startsWith('in-plan'))
    expect(approved.length).toBeGreaterThan(0)
    await expect(replay(approved[0] ?? '', changed)).rejects.toThrow(DeterminismViolationError)
  })
})
