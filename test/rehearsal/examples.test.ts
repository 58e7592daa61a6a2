import { describe, expect, inject, it } from 'vitest'
import { rehearse } from '#rehearsal/rehearse.ts'
import { exampleFiles, inOwnWorld } from './example-files.ts'

describe('every example comes as it says', () => {
  it.concurrent.each(exampleFiles)('$name', { timeout: 120_000 }, async ({ path }) => {
    await inOwnWorld(inject('servers'), async (world) => {
      const { failures, steps, rehearsal } = await rehearse(path, world)
      expect(failures).toEqual([])
      expect(steps).toHaveLength(rehearsal.steps.length)
    })
  })
})
