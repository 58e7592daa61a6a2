/** Checks whether all runs of cases can be replayed by the current code. */
import type { Client } from '@temporalio/client'
import { replay } from '#rehearsal/replay.ts'

/** Why runs of these cases cannot be replayed, each with its number of events; empty when all can. */
export async function unreplayable(client: Client, caseIds: readonly string[]): Promise<string[]> {
  const reasons: string[] = []
  for (const caseId of caseIds) {
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${caseId}'` })) {
      const history = await client.workflow.getHandle(caseId, runId).fetchHistory()
      await replay([{ workflowId: caseId, history }]).catch((error: unknown) =>
        reasons.push(`${runId} of ${history.events?.length} events: ${String(error).slice(0, 400)}`),
      )
    }
  }
  return reasons
}
