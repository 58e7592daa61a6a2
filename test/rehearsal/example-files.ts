import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { openWorld, type World, type WorldOptions } from '#rehearsal/world.ts'

const FOLDER = join(import.meta.dirname, '../../examples')

/** The example files: a readable name and the path. */
export const exampleFiles = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .toSorted()
  .map((name) => ({ name, path: join('examples', name) }))

let opened = 0

/** A name for a world of a test; tests of several files run at once on the same servers. */
export function worldName(): string {
  opened += 1
  return `rehearsal_test_${process.pid}_${opened}`
}

/** Plays something in a world of its own on these servers. Several do so at once. */
export async function inOwnWorld(
  stack: WorldOptions['stack'],
  play: (world: World) => Promise<void>,
  installation = WHOLE,
): Promise<void> {
  const world = await openWorld({ stack, installation, name: worldName() })
  try {
    await play(world)
  } finally {
    await world.close()
  }
}
