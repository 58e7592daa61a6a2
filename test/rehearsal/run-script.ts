/** Runs a script of a checkout in a process of its own, as `npm run` does. */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '../..')

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

interface Run {
  env?: NodeJS.ProcessEnv
  checkout?: string
  /** Ends the process by force; by default nothing does. */
  timeoutMs?: number
}

export function runScript(script: string, args: string[], run: Run = {}): Promise<Ended> {
  const { env = {}, checkout = CHECKOUT, timeoutMs } = run
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(checkout, script), ...args], {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    killSignal: 'SIGKILL',
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString()
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (status) => done({ status, ...output }))
  })
}
