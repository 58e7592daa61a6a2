/** A whole stack in its own folder, whose processes can be killed. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Stack, startStack } from '#stack/stack.ts'
import { stateFolder } from '#stack/state.ts'
import type { DynamicConfig } from '#stack/temporal.ts'
import { temporaryRoot } from '#stack/temporary-root.ts'
import { CommitWatch } from './commit-watch.ts'

export interface FaultStack {
  apiUrl: string
  databaseUrl: string
  /** For creating, copying and dropping databases. */
  adminDatabaseUrl: string
  temporalAddress: string
  kill(name: string): Promise<void>
  waitReady(name: string): Promise<void>
  pid(name: string): number | undefined
  /** The log lines of this worker and of earlier ones. */
  workerLog(): string[]
  /** Stops one process for so long, as a paused machine does. */
  freeze(name: string, ms: number): Promise<void>
  /** Kills one process; its successor is stopped until `work` has ended. */
  without<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Kills Temporal and deletes its database; a new, empty server starts when `meanwhile` has ended. */
  loseTemporal<T>(meanwhile: () => Promise<T>): Promise<T>
  /** Kills the worker right after a commit of `append`, before the task that called it ends. */
  killWorkerAfterCommit(): Promise<void>
  close(): Promise<void>
}

const TRIES = 10

export async function openFaultStack(
  env: Record<string, string>,
  dynamicConfig: DynamicConfig = {},
): Promise<FaultStack> {
  const root = temporaryRoot('faults')
  const stack = await startStack({
    root: root.folder,
    processes: 'all',
    quiet: true,
    dynamicConfig,
    env: { ...process.env, REHEARSAL: '1', DEV_ISSUER: '1', LOG_LEVEL: 'warn', ...env },
  })
  const databaseUrl = stack.databaseUrl('tongchou')
  return {
    apiUrl: stack.apiUrl,
    databaseUrl,
    adminDatabaseUrl: stack.adminDatabaseUrl,
    temporalAddress: stack.temporalAddress,
    kill: (name) => stack.kill(name),
    waitReady: (name) => stack.waitReady(name),
    pid: (name) => stack.pids()[name],
    workerLog: () =>
      readFileSync(join(stateFolder(root.folder).logs, 'worker.log'), 'utf8')
        .trimEnd()
        .split('\n'),
    freeze: async (name, ms) => {
      const pid = stack.pids()[name]
      if (pid === undefined) throw new Error(`${name} does not run and cannot be frozen`)
      process.kill(pid, 'SIGSTOP')
      await sleep(ms)
      process.kill(pid, 'SIGCONT')
    },
    without: (name, work) => without(stack, name, { work }),
    loseTemporal: async (meanwhile) => {
      const deleted = () => {
        for (const suffix of ['', '-wal', '-shm', '-journal'])
          rmSync(join(stateFolder(root.folder).folder, `temporal.db${suffix}`), { force: true })
      }
      const result = await without(stack, 'temporal', { gone: deleted, work: meanwhile })
      await stack.waitReady('temporal')
      return result
    },
    killWorkerAfterCommit: async () => {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const watch = await CommitWatch.open({ databaseUrl, temporalAddress: stack.temporalAddress })
        const worker = stack.pids().worker ?? 0
        // The signal is sent in the callback of the commit's notification, which is faster than the answer to the server.
        const committed = await watch.next(() => process.kill(worker, 'SIGKILL'))
        const hit = !(await watch.isCompleted(committed))
        await watch.close()
        while (stack.pids().worker === worker) await sleep(20)
        await stack.waitReady('worker')
        if (hit) return
      }
      throw new Error(`${TRIES} kills after a commit all came too late`)
    },
    close: async () => {
      await stack.stop()
      root.remove()
    },
  }
}

interface Absence<T> {
  /** Called synchronously when the process has ended, so before the next one is started. */
  gone?: () => void
  work: () => Promise<T>
}

async function without<T>(stack: Stack, name: string, { gone, work }: Absence<T>): Promise<T> {
  await stack.kill(name)
  gone?.()
  while (stack.pids()[name] === undefined) await sleep(1)
  const next = stack.pids()[name] ?? 0
  // It was just started, so it holds nothing for which another process could wait.
  process.kill(next, 'SIGSTOP')
  try {
    return await work()
  } finally {
    process.kill(next, 'SIGCONT')
  }
}
