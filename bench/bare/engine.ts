/** Temporal without our code in a benchmark: cases that wait for one Update. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import type { Stack } from '#stack/stack.ts'
import type { Contender } from '../contender.ts'
import type { bareCase, decideUpdate } from './workflow.ts'

const NAMESPACE = 'tongchou'

export async function bareEngine(stack: Stack): Promise<Contender> {
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./worker-main.ts', import.meta.url))],
    {
      env: {
        ...process.env,
        DATABASE_URL: stack.databaseUrl('postgres'),
        TEMPORAL_ADDRESS: stack.temporalAddress,
        TEMPORAL_NAMESPACE: NAMESPACE,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  await once(worker.stdout, 'data')
  const connection = await Connection.connect({ address: stack.temporalAddress })
  const client = new Client({ connection, namespace: NAMESPACE })
  return {
    prepare: async (first, count) => {
      for (let index = first; index < first + count; index += 1) {
        await client.workflow.start<typeof bareCase>('bareCase', {
          taskQueue: 'bare',
          workflowId: `bare/${index}`,
        })
      }
    },
    decide: async (index) => {
      await client.workflow
        .getHandle(`bare/${index}`)
        .executeUpdate<string, [string]>('decide' satisfies typeof decideUpdate.name, {
          args: [`decision-${index}`],
        })
    },
    stop: async () => {
      await connection.close()
      worker.kill('SIGTERM')
      await once(worker, 'exit')
    },
  }
}
