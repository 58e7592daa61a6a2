import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { cachePath } from './cache.ts'
import { builtPath, builtProgram, type GoProgram, hasGo, type Report } from './go-build.ts'
import { CLI_VERSION, cliPlatform, downloadCli, mayDownload } from './temporal-download.ts'

const SERVER_VERSION_MIN = '1.32'
const OWN_SERVER: GoProgram = {
  name: 'temporal',
  sources: resolve(import.meta.dirname, '../temporal'),
  package: '.',
  says: 'the Temporal server with Go, first time about 6 minutes',
}

/** Finds, downloads or builds a program that starts a Temporal server with time skipping, by the first way that works. */
export async function temporalBinary(env: NodeJS.ProcessEnv, report: Report): Promise<string> {
  if (env.TEMPORAL_CLI) return chosenCli(env.TEMPORAL_CLI)
  if (isRecentEnough('temporal')) return 'temporal'
  const built = builtPath(env, OWN_SERVER)
  if (existsSync(built)) return built
  const cli = cachePath(env, 'temporal', `cli-${CLI_VERSION}-${cliPlatform()}`, 'temporal')
  if (existsSync(cli)) return cli

  const failures: string[] = []
  if (mayDownload(env) && (await worked(failures, 'downloading the CLI', () => downloadCli(cli)))) return cli
  if (!hasGo()) failures.push('no Go toolchain was found to build it')
  else if (await worked(failures, 'building it', () => ownTemporalBinary(env, report))) return built
  throw new Error(noWay(failures))
}

/** Our own server, the only one that can use PostgreSQL as its store. Built if it is not in the cache. */
export function ownTemporalBinary(env: NodeJS.ProcessEnv, report: Report): Promise<string> {
  return builtProgram(env, OWN_SERVER, report)
}

/** The server version in a CLI; undefined when the CLI cannot be run. */
export function serverVersion(cli: string): string | undefined {
  const answer = spawnSync(cli, ['--version'], { encoding: 'utf8', timeout: 10_000 })
  return /Server (\d+\.\d+\.\d+)/.exec(answer.stdout ?? '')?.[1]
}

function chosenCli(cli: string): string {
  if (isRecentEnough(cli)) return cli
  throw new Error(
    `TEMPORAL_CLI=${cli} contains server ${serverVersion(cli) ?? '(it cannot be run)'}; ` +
      `time skipping needs ${SERVER_VERSION_MIN} or newer (CLI ${CLI_VERSION}): name such a CLI, or unset the variable.`,
  )
}

function isRecentEnough(cli: string): boolean {
  const version = serverVersion(cli)
  return version !== undefined && compareVersions(version, SERVER_VERSION_MIN) >= 0
}

function compareVersions(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true })
}

async function worked(failures: string[], what: string, attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt()
    return true
  } catch (error) {
    failures.push(`${what} failed: ${reasonOf(error)}`)
    return false
  }
}

/** `fetch` says only that it failed; the reason is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}, ${error.cause.message}` : error.message
}

function noWay(failures: readonly string[]): string {
  return [
    `No Temporal server could be started (${failures.join('; ')}). One of these helps:`,
    `  - install the Temporal CLI ${CLI_VERSION} or newer and put it on PATH, or name it in TEMPORAL_CLI;`,
    '  - set TEMPORAL_ADDRESS to a running server (1.32 or newer, with time skipping on);',
    '  - set TONGCHOU_TRUST_DOWNLOAD=1 to let the official CLI be downloaded, where the machine reaches GitHub;',
    '  - install Go 1.26 or newer, and the server is built here (about 6 minutes, once).',
  ].join('\n')
}
