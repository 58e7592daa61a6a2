import { afterEach, describe, expect, inject, it } from 'vitest'
import { rehearse } from '#scripts/rehearsal/rehearse.ts'
import { openWorld, type World } from '#scripts/world.ts'
import { exampleFiles, worldName } from './example-files.ts'

let world: World | undefined

afterEach(async () => {
  await world?.close()
  world = undefined
})

describe('every example comes as it says', () => {
  it.each(exampleFiles)('$name', { timeout: 120_000 }, async ({ path }) => {
    world = await openWorld({ stack: inject('servers'), name: worldName() })
    const { failures, steps, rehearsal } = await rehearse(path, world)
    expect(failures).toEqual([])
    expect(steps).toHaveLength(rehearsal.steps.length)
  })
})
