/**
 * `npm run histories -- VERSION`, a step of a release: plays every example and stores the histories of all runs in the museum
 * (test/histories/VERSION/), for the replay test.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { keepVersion, MUSEUM, refusedVersion } from '#rehearsal/museum.ts'
import { problemText } from '#rehearsal/problem.ts'
import { rehearse } from '#rehearsal/rehearse.ts'
import { type RecordedRun, recordedRuns } from '#rehearsal/replay.ts'
import { type RehearsalServers, serversForRehearsal } from '#rehearsal/servers.ts'
import { openWorld } from '#rehearsal/world.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const EXAMPLES = join(CHECKOUT, 'examples')

/** Only the version of this checkout is allowed, because its code records the histories. */
function versionFrom(args: readonly string[]): string {
  const { version } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as { version: string }
  if (args.length !== 1 || args[0] !== version) {
    throw new Error(`Usage: npm run histories -- ${version} (the version of this checkout, in package.json)`)
  }
  const refused = refusedVersion(MUSEUM, version)
  if (refused !== null) throw new Error(refused)
  return version
}

/** The runs of these rehearsals, by file name, workflow name and number. */
async function record(files: readonly string[], shortHistories: boolean): Promise<Map<string, RecordedRun>> {
  const servers = await serversForRehearsal({ shortHistories })
  const runs = new Map<string, RecordedRun>()
  try {
    for (const file of files) {
      const name = `${file.replace('.yaml', '').replaceAll('/', '-')}${shortHistories ? '.short' : ''}`
      for (const [index, run] of (await played(servers.stack, file)).entries()) {
        const [workflow] = run.workflowId.split('/')
        runs.set(`${name}.${workflow}.${String(index + 1).padStart(2, '0')}`, run)
      }
      console.log(`${file}: ${runs.size} histories so far`)
    }
    return runs
  } finally {
    await servers.stop()
  }
}

async function played(stack: RehearsalServers['stack'], file: string): Promise<RecordedRun[]> {
  const world = await openWorld({ stack, name: `capture_${process.pid}_${Date.now()}` })
  try {
    const { failures } = await rehearse(join(EXAMPLES, file), world)
    const texts = failures.map((failure) => problemText(failure, 'en'))
    if (texts.length > 0) throw new Error(`${file} did not go as expected: ${texts.join('; ')}`)
    return await recordedRuns(world)
  } finally {
    await world.close()
  }
}

async function main(args: readonly string[]): Promise<void> {
  const version = versionFrom(args)
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
  const whole = await record(files, false)
  // Also one whole project in many short runs.
  const short = await record(['in-plan-happy-path.yaml'], true)
  const bytes = keepVersion(MUSEUM, version, new Map([...whole, ...short]))
  console.log(
    `${version}: ${whole.size + short.size} histories, ${(bytes / 1e6).toFixed(1)} MB in test/histories/${version}/`,
  )
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
