import { describe, expect, inject, it } from 'vitest'
import { rehearse } from '#rehearsal/rehearse.ts'
import { type RecordedRun, recordedRuns, replay } from '#rehearsal/replay.ts'
import { changedBundle, STRICTER_DECISION } from '../workflows/changed-bundle.ts'
import { exampleFiles, inOwnWorld } from './example-files.ts'

/** Of all examples that were played. */
const recorded: RecordedRun[] = []

describe('every example comes as it says, and its histories replay', () => {
  it.concurrent.each(exampleFiles)('$name', { timeout: 120_000 }, async ({ path }) => {
    await inOwnWorld(inject('servers'), async (world) => {
      const { failures, steps, rehearsal, cases } = await rehearse(path, world)
      expect(failures).toEqual([])
      expect(steps).toHaveLength(rehearsal.steps.length)
      const runs = await recordedRuns(world)
      const ids = new Set<string>(runs.map(({ workflowId }) => workflowId))
      expect([...cases.values()].filter((id) => !ids.has(id))).toEqual([])
      await replay(runs)
      recorded.push(...runs)
    })
  })
})

describe('the histories of the examples', () => {
  it('replay after a rule has changed, too: a workflow follows what was recorded', async () => {
    expect(recorded.length).toBeGreaterThan(0)
    // One replay of all: beginning one takes longer than most histories do.
    await replay(recorded, await changedBundle(STRICTER_DECISION))
  })
})
