import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import pg from 'pg'
import { expect, vi } from 'vitest'
import { identify } from '#stack/process-record.ts'
import type { Stack } from '#stack/stack.ts'

/** The first start on a machine may have to build the Temporal server. */
export const FIRST_START_MS = 15 * 60_000

/** Tests for root only, or for a plain user only, are shown as skipped otherwise. */
export const isRoot = process.getuid?.() === 0

/** Runs one statement on the stack's PostgreSQL. */
export async function sql(stack: Stack, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: stack.databaseUrl('tongchou') })
  // A server that is killed meanwhile also emits an error event. The failed statement is enough.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

/** Starts an execution without a worker: enough to check whether the server keeps it. */
export async function startExecution(stack: Stack, workflowId: string): Promise<void> {
  await withTemporal(stack, (connection) =>
    connection.workflowService.startWorkflowExecution({
      namespace: 'tongchou',
      workflowId,
      requestId: workflowId,
      workflowType: { name: 'nobody' },
      taskQueue: { name: 'nobody' },
    }),
  )
}

/** Whether the server knows a running execution of this name. */
export async function isRemembered(stack: Stack, workflowId: string): Promise<boolean> {
  const description = await withTemporal(stack, (connection) =>
    connection.workflowService.describeWorkflowExecution({
      namespace: 'tongchou',
      execution: { workflowId },
    }),
  )
  return description.workflowExecutionInfo?.execution?.workflowId === workflowId
}

/** A port on which another server listens. */
export async function occupiedPort(): Promise<{ port: number; server: Server }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as { port: number }).port, server }
}

/** Starts a launcher in a separate process, so that it can be killed; resolves when its stack is ready. */
export async function separateLauncher(root: string): Promise<{ pid: number; pids: Record<string, number> }> {
  const script = join(import.meta.dirname, 'separate-launcher.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(text)
    })
    child.once('exit', () => reject(new Error(`the launcher ended early: ${text}`)))
  })
  return { pid: child.pid ?? 0, pids: JSON.parse(line) as Record<string, number> }
}

/** Waits until all these processes have ended. */
export async function gone(pids: readonly number[], timeoutMs: number): Promise<boolean> {
  const none = (): void => expect(pids.filter((pid) => identify(pid) !== undefined)).toEqual([])
  return vi.waitFor(none, { timeout: timeoutMs }).then(
    () => true,
    () => false,
  )
}

async function withTemporal<T>(stack: Stack, call: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: stack.temporalAddress })
  try {
    return await call(connection)
  } finally {
    await connection.close()
  }
}
