import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rehearse } from '#rehearsal/rehearse.ts'
import { replayed } from '#rehearsal/replay.ts'
import { type RehearsalServers, serversForRehearsal } from '#rehearsal/servers.ts'
import { exampleFiles, inOwnWorld } from './example-files.ts'

let servers: RehearsalServers

beforeAll(async () => {
  servers = await serversForRehearsal({ shortHistories: true })
}, 15 * 60_000)

afterAll(() => servers?.stop())

describe('on a server that asks for new runs after a few events', () => {
  it.concurrent.each(exampleFiles)(
    '$name comes out the same over several runs, and every history replays',
    { timeout: 180_000 },
    async ({ path }) => {
      await inOwnWorld(servers.stack, async (world) => {
        const { failures } = await rehearse(path, world)
        expect(failures).toEqual([])
        const { runs, cases } = await replayed(world)
        expect(runs).toBeGreaterThan(cases)
      })
    },
  )
})
