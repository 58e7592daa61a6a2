/** Cases whose workflow task fails again and again, as the server tells it to whoever looks. */
import { Client, Connection } from '@temporalio/client'

export interface StuckCase {
  caseId: string
  attempt: number
  /** The search attribute that the server sets after some failures. */
  problems: string
}

const AT_ONCE = 16

/** Every open case whose task is not in its first attempt just now: one that stays so is stuck. */
export async function repeatedTasks(temporalAddress: string): Promise<StuckCase[]> {
  const connection = await Connection.connect({ address: temporalAddress })
  const client = new Client({ connection, namespace: 'tongchou' })
  try {
    const ids: string[] = []
    for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
      ids.push(workflowId)
    }
    const found: (StuckCase | null)[] = []
    for (let first = 0; first < ids.length; first += AT_ONCE) {
      found.push(...(await Promise.all(ids.slice(first, first + AT_ONCE).map((id) => stuckCase(client, id)))))
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
