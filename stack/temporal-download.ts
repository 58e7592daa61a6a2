import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The official CLI whose server is 1.32.0. */
export const CLI_VERSION = '1.9.1'
const CONNECT_TIMEOUT_MS = 5_000
const DOWNLOAD_TIMEOUT_MS = 120_000

/**
 * SHA-256 of the archives, by platform. Only checksums that were compared with a second source belong here. An archive without one is
 * downloaded only with TONGCHOU_TRUST_DOWNLOAD=1.
 */
const KNOWN_SUMS: Readonly<Record<string, string>> = {}

/** The platform as the archives of the CLI name it; undefined when there is no archive. */
export function cliPlatform(): string | undefined {
  const system = { linux: 'linux', darwin: 'darwin' }[process.platform as string]
  const processor = { x64: 'amd64', arm64: 'arm64' }[process.arch as string]
  return system && processor ? `${system}_${processor}` : undefined
}

/** Whether the CLI may be downloaded. */
export function mayDownload(env: NodeJS.ProcessEnv): boolean {
  const platform = cliPlatform()
  return platform !== undefined && (KNOWN_SUMS[platform] !== undefined || env.TONGCHOU_TRUST_DOWNLOAD === '1')
}

/** Downloads the official CLI into the cache. Fails soon without network access. */
export async function downloadCli(target: string): Promise<void> {
  const platform = cliPlatform()
  const name = `temporal_cli_${CLI_VERSION}_${platform}.tar.gz`
  const archive = await download(
    `https://github.com/temporalio/cli/releases/download/v${CLI_VERSION}/${name}`,
  )
  const known = KNOWN_SUMS[platform ?? '']
  const actual = createHash('sha256').update(archive).digest('hex')
  if (known !== undefined && known !== actual) throw new Error(`the downloaded ${name} has a wrong SHA-256`)
  unpack(archive, target)
}

async function download(url: string): Promise<Buffer> {
  const connecting = new AbortController()
  const timer = setTimeout(() => connecting.abort(), CONNECT_TIMEOUT_MS)
  try {
    const signal = AbortSignal.any([connecting.signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)])
    const response = await fetch(url, { signal })
    clearTimeout(timer)
    if (!response.ok) throw new Error(`the download answered ${response.status}`)
    return Buffer.from(await response.arrayBuffer())
  } finally {
    clearTimeout(timer)
  }
}

function unpack(archive: Buffer, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  const folder = mkdtempSync(join(dirname(target), 'unpack-'))
  try {
    const file = join(folder, 'cli.tar.gz')
    writeFileSync(file, archive)
    const result = spawnSync('tar', ['-xzf', file, '-C', folder, 'temporal'], { encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`the archive could not be unpacked: ${result.stderr}`)
    chmodSync(join(folder, 'temporal'), 0o755)
    renameSync(join(folder, 'temporal'), target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
