/**
 * Plays one whole project and replays its histories, so that a change of the procedure that breaks them is noticed. (Every example
 * replays its own histories in test/rehearsal/.) The histories of released versions are in the museum.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkflowBundleOption } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import { keepVersion, keptRuns, keptVersions, MOST_BYTES_OF_A_VERSION, MUSEUM } from '#rehearsal/museum.ts'
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

/** The error of a replay in which the workflow does not match its history. */
const violation = expect.objectContaining({ cause: expect.any(DeterminismViolationError) })

describe('the histories of a whole life', () => {
  it('are of its case, in several runs, and of the outbox', () => {
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

  it('can be replayed without servers', async () => {
    const code = readFileSync((await workflowBundle()).codePath, 'utf8')
    expect(code).toContain('node_modules/@temporalio/workflow/')
    expect(code).not.toMatch(/node_modules\/(pg|fastify|drizzle-orm|nodemailer)\//)
  })
})

describe('the museum', () => {
  it('contains only versions, each of at most 3 MB', () => {
    const versions = keptVersions(MUSEUM)
    expect(readdirSync(MUSEUM).toSorted()).toEqual([...versions, 'README.md'].toSorted())
    for (const version of versions) {
      const files = readdirSync(join(MUSEUM, version)).map((name) =>
        readFileSync(join(MUSEUM, version, name)),
      )
      const bytes = files.reduce((sum, { length }) => sum + length, 0)
      expect(bytes, version).toBeLessThanOrEqual(MOST_BYTES_OF_A_VERSION)
    }
  })

  it('has only versions that the current code can replay', { timeout: 600_000 }, async () => {
    for (const version of keptVersions(MUSEUM)) {
      const kept = keptRuns(MUSEUM, version)
      expect(kept.size, version).toBeGreaterThan(0)
      await replay([...kept.values()])
    }
  })
})

describe('a version put into a museum', () => {
  let museum: string
  beforeEach(() => {
    museum = mkdtempSync(join(tmpdir(), 'tongchou-museum-'))
  })
  afterEach(() => rmSync(museum, { recursive: true, force: true }))

  const byName = (): Map<string, RecordedRun> => new Map(runs.map((run, index) => [`life.${index + 1}`, run]))

  it('is read unchanged, replays, and does not replay with a changed procedure', async () => {
    const bytes = keepVersion(museum, '1.2.3', byName())
    expect(bytes).toBeGreaterThan(0)
    expect(keptVersions(museum)).toEqual(['1.2.3'])
    const kept = keptRuns(museum, '1.2.3')
    expect([...kept.keys()]).toEqual([...byName().keys()])
    const back = [...kept.values()]
    expect(back.map(({ history }) => history.events?.length)).toEqual(
      runs.map(({ history }) => history.events?.length),
    )
    await replay(back)
    await expect(replay(back, hasty)).rejects.toEqual(violation)
  })

  it('cannot be replaced', () => {
    keepVersion(museum, '1.2.3', byName())
    expect(() => keepVersion(museum, '1.2.3', byName())).toThrow('1.2.3 is in the museum already')
  })

  it('has at most 3 MB; a larger one is not written', () => {
    const input = { payloads: [{ data: randomBytes(MOST_BYTES_OF_A_VERSION) }] }
    const started = { workflowExecutionStartedEventAttributes: { workflowId: 'project/big', input } }
    const big = { workflowId: 'project/big', history: { events: [started] } }
    expect(() => keepVersion(museum, '1.2.3', new Map([['big', big]]))).toThrow('take 3')
    expect(readdirSync(museum)).toEqual([])
  })

  it('must have a version number', () => {
    expect(() => keepVersion(museum, 'next', byName())).toThrow('“next” is no version')
    expect(readdirSync(museum)).toEqual([])
  })
})
