/** A whole installation for one benchmark, in its own folder, which is deleted afterwards. */
import { cpus } from 'node:os'
import { type Stack, startStack } from '#stack/stack.ts'
import { temporaryRoot } from '#stack/temporary-root.ts'

export async function ownStack(
  settings: Readonly<Record<string, string>>,
): Promise<{ stack: Stack; stop(): Promise<void> }> {
  const root = temporaryRoot('bench')
  const env = { ...process.env, REHEARSAL: '1', DEV_ISSUER: '1', ...settings }
  const stack = await startStack({ root: root.folder, processes: 'all', env })
  const stop = async (): Promise<void> => {
    await stack.stop()
    root.remove()
  }
  return { stack, stop }
}

/** The machine, printed with every result. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}`
