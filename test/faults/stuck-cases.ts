/**
 * Finds cases whose workflow task fails repeatedly, from the server; and cases that were rehosted meanwhile, from the worker's log.
 */
import { Client, Connection } from '@temporalio/client'

export interface StuckCase {
  caseId: string
  attempt: number
  /** The search attribute that the server sets after some failures. */
  problems: string
}

const CONCURRENCY = 16

/** The SDK's code for a history that cannot be replayed. */
const NO_REPLAY = 'TMPRL1100'

/** Lines of a worker's log about histories that cannot be replayed. */
export const unreplayable = (log: readonly string[]): string[] =>
  log.filter((line) => line.includes(NO_REPLAY))

/** How often cases were rehosted, per reason, by a worker's log. */
export function rehostings(log: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of log) {
    const why = /"why":"([^"]*)","msg":"case rehosted/.exec(line)?.[1]
    if (why) counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return counts
}

/** Open cases whose current workflow task is not in its first attempt. A case that stays so is stuck. */
export async function repeatedTasks(temporalAddress: string): Promise<StuckCase[]> {
  const connection = await Connection.connect({ address: temporalAddress })
  const client = new Client({ connection, namespace: 'tongchou' })
  try {
    const ids: string[] = []
    for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
      ids.push(workflowId)
    }
    const found: (StuckCase | null)[] = []
    for (let first = 0; first < ids.length; first += CONCURRENCY) {
      found.push(
        ...(await Promise.all(ids.slice(first, first + CONCURRENCY).map((id) => stuckCase(client, id)))),
      )
    }
    return found.filter((one) => one !== null)
  } finally {
    await connection.close()
  }
}

async function stuckCase(client: Client, workflowId: string): Promise<StuckCase | null> {
  const { raw } = await client.workflow.getHandle(workflowId).describe()
  const attempt = raw.pendingWorkflowTask?.attempt ?? 0
  if (attempt <= 1) return null
  const { data } = raw.workflowExecutionInfo?.searchAttributes?.indexedFields?.TemporalReportedProblems ?? {}
  return { caseId: workflowId, attempt, problems: data ? Buffer.from(data).toString() : '' }
}
