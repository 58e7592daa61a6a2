/**
 * `npm run histories`: plays every example and keeps the histories of its cases in
 * test/histories/, where the replay test finds them. Once a version is released, its histories stay for good and
 * new ones get a folder of their own.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type History, historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { rehearse } from '#rehearsal/rehearse.ts'
import { serversForRehearsal } from '#rehearsal/servers.ts'
import { openWorld, type World } from '#rehearsal/world.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const FOLDER = join(CHECKOUT, 'test/histories')

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
await capture(false, readdirSync(join(CHECKOUT, 'examples'), { recursive: true, encoding: 'utf8' }))
// One whole life in many short runs as well.
await capture(true, ['in-plan-happy-path.yaml'])

async function capture(shortHistories: boolean, files: readonly string[]): Promise<void> {
  const servers = await serversForRehearsal({ shortHistories })
  try {
    for (const file of files.filter((name) => name.endsWith('.yaml'))) {
      const world = await openWorld({ stack: servers.stack, name: `capture_${process.pid}_${Date.now()}` })
      const { failures } = await rehearse(join(CHECKOUT, 'examples', file), world, {})
      if (failures.length > 0) throw new Error(`${file} did not go as expected: ${failures.join('; ')}`)
      await keepHistories(world, `${basename(file, '.yaml')}${shortHistories ? '.short' : ''}`)
      await world.close()
    }
  } finally {
    await servers.stop()
  }
}

async function keepHistories({ temporal }: World, name: string): Promise<void> {
  const executions = temporal.workflow.list({ query: 'WorkflowType = "projectLifecycle"' })
  let count = 0
  for await (const { history } of executions.intoHistories()) {
    count += 1
    writeFileSync(
      join(FOLDER, `${name}.${String(count).padStart(2, '0')}.json`),
      historyToJSON(history as History),
    )
  }
  process.stdout.write(`${name}: ${count} histories\n`)
}
