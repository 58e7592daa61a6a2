import { setTimeout as sleep } from 'node:timers/promises'
import { addressesOf } from './addresses.ts'
import { identify, isAlive, type ProcessRecord, signalIfAlive } from './process-record.ts'
import type { Stack, StackOptions } from './stack.ts'
import { readState, type StateFolder } from './state.ts'

const START_TIMEOUT_MS = 15 * 60_000
const RESTART_TIMEOUT_MS = 60_000

/** Uses the stack that another process runs in the same folder; waits until it has started. */
export async function attach(
  state: StateFolder,
  options: StackOptions,
  holder: ProcessRecord,
): Promise<Stack> {
  await started(state, holder)
  const { ports, running } = readState(state)
  if (options.processes === 'all' && running?.processes === 'servers') {
    throw new Error(
      `A stack without the API and the worker already runs in this folder (pid ${holder.pid}): ` +
        'stop it first (Ctrl-C there).',
    )
  }
  return {
    ...addressesOf(state, ports, options.env ?? process.env),
    isAttached: true,
    pids: () => Object.fromEntries(Object.entries(living(state)).map(([name, { pid }]) => [name, pid])),
    stop: async () => undefined,
    kill: (name) => kill(state, name),
    waitReady: (name) => waitRestarted(state, name),
  }
}

async function started(state: StateFolder, holder: ProcessRecord): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!isReady(state, holder)) {
    if (!isAlive(holder)) throw new Error('The stack that was starting in this folder ended: start again.')
    if (Date.now() > deadline)
      throw new Error(`The stack of this folder (pid ${holder.pid}) did not become ready in time.`)
    await sleep(200)
  }
}

/** A killed launcher leaves its own "ready" in the file, which says nothing about the current launcher. */
function isReady(state: StateFolder, holder: ProcessRecord): boolean {
  const { running } = readState(state)
  return running?.launcher === holder.identity && running.isReady
}

function living(state: StateFolder): Record<string, ProcessRecord> {
  return Object.fromEntries(Object.entries(readState(state).pids).filter(([, process]) => isAlive(process)))
}

async function kill(state: StateFolder, name: string): Promise<void> {
  const process = living(state)[name]
  if (!process) throw new Error(`no process named ${name} runs`)
  signalIfAlive(process, 'SIGKILL')
  while (identify(process.pid) === process.identity) await sleep(20)
}

async function waitRestarted(state: StateFolder, name: string): Promise<void> {
  const deadline = Date.now() + RESTART_TIMEOUT_MS
  while (!living(state)[name]) {
    if (Date.now() > deadline) throw new Error(`${name} did not restart in time`)
    await sleep(50)
  }
}
