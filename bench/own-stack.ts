/** A whole installation for one benchmark, in a folder of its own that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Stack, startStack } from '#scripts/stack/stack.ts'

export async function ownStack(
  settings: Readonly<Record<string, string>>,
): Promise<{ stack: Stack; stop(): Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), 'tongchou-bench-'))
  const env = { ...process.env, REHEARSAL: '1', DEV_ISSUER: '1', ...settings }
  const stack = await startStack({ root, processes: 'all', env })
  const stop = async (): Promise<void> => {
    await stack.stop()
    rmSync(root, { recursive: true, force: true })
  }
  return { stack, stop }
}

/** What every figure is worth nothing without. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}`
