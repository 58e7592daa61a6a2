import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rehearse } from '#scripts/rehearsal/rehearse.ts'
import { replayed } from '#scripts/rehearsal/replay.ts'
import { type RehearsalServers, serversForRehearsal } from '#scripts/rehearsal/servers.ts'
import { openWorld, type World } from '#scripts/world.ts'
import { exampleFiles, worldName } from './example-files.ts'

let servers: RehearsalServers
let world: World | undefined

beforeAll(async () => {
  servers = await serversForRehearsal({ shortHistories: true })
}, 15 * 60_000)

afterAll(() => servers?.stop())

afterEach(async () => {
  await world?.close()
  world = undefined
})

describe('on a server that asks for new runs after a few events', () => {
  it.each(exampleFiles)(
    '$name comes out the same over several runs, and every history replays',
    { timeout: 180_000 },
    async ({ path }) => {
      world = await openWorld({ stack: servers.stack, name: worldName() })
      const { failures } = await rehearse(path, world)
      expect(failures).toEqual([])
      const { runs, cases } = await replayed(world)
      expect(runs).toBeGreaterThan(cases)
    },
  )
})
