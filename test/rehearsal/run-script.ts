/** Runs a script of the checkout in a process of its own, as `npm run` does. */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '../..')

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

export function runScript(script: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(CHECKOUT, script), ...args], {
    cwd: CHECKOUT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
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
