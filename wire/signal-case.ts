import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import type { CaseId } from '#domain/values/ids.ts'

/** Signals a case. False: its workflow has ended. */
export async function signalCase(
  client: Client,
  caseId: CaseId,
  { name, args = [] }: { name: string; args?: unknown[] },
): Promise<boolean> {
  try {
    await client.workflow.getHandle(caseId).signal(name, ...args)
    return true
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}
