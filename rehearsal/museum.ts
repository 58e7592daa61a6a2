/**
 * The museum: histories of every released version, compressed. A case that was begun under a version still runs years
 * later, so all later code must replay them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type History, historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { RecordedRun } from './replay.ts'

export const MUSEUM = resolve(import.meta.dirname, '../test/histories')

/** Every clone holds every version for good. */
export const MOST_BYTES_OF_A_VERSION = 3_000_000

const VERSION = /^\d+\.\d+\.\d+$/
const ENDING = '.json.gz'

/** The versions that are in the museum. */
export function keptVersions(museum: string): string[] {
  return readdirSync(museum)
    .filter((name) => VERSION.test(name))
    .toSorted()
}

/** Why this version cannot be put in; null when it can. */
export function refusedVersion(museum: string, version: string): string | null {
  if (!VERSION.test(version)) return `“${version}” is no version: it is written as 1.2.3`
  if (keptVersions(museum).includes(version)) return `${version} is in the museum already, and stays as it is`
  return null
}

/** Puts a version in, its runs by name, and says how many bytes they take. Nothing is written when it is refused. */
export function keepVersion(museum: string, version: string, runs: ReadonlyMap<string, RecordedRun>): number {
  const refused = refusedVersion(museum, version)
  if (refused !== null) throw new Error(refused)
  const files = [...runs].map(([name, { history }]) => ({
    path: join(museum, version, name + ENDING),
    content: gzipSync(historyToJSON(history), { level: 9 }),
  }))
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0)
  if (bytes > MOST_BYTES_OF_A_VERSION) {
    throw new Error(
      `the histories of ${version} take ${bytes} bytes compressed; a version may have ${MOST_BYTES_OF_A_VERSION}`,
    )
  }
  mkdirSync(join(museum, version))
  for (const { path, content } of files) writeFileSync(path, content)
  return bytes
}

/** The runs of a version by name, as they were recorded. */
export function keptRuns(museum: string, version: string): Map<string, RecordedRun> {
  const folder = join(museum, version)
  const files = readdirSync(folder).filter((name) => name.endsWith(ENDING))
  return new Map(
    files.toSorted().map((file) => {
      const json: unknown = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString('utf8'))
      return [file.slice(0, -ENDING.length), runOf(historyFromJSON(json))] as const
    }),
  )
}

function runOf(history: History): RecordedRun {
  const workflowId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId
  if (!workflowId) throw new Error('a history begins with the start of its workflow')
  return { workflowId, history }
}
