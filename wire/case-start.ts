/** How the workflow of a case is started, whoever starts it. */
import type { CaseId } from '#domain/values/ids.ts'
import { TASK_QUEUE, WORKFLOW_TASK_TIMEOUT_MS } from './names.ts'

/** Options of the start. There is no input: the workflow id is the case, and all else is in its record. */
export const caseStart = (caseId: CaseId) => ({
  workflowId: caseId,
  taskQueue: TASK_QUEUE,
  workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT_MS,
  staticSummary: caseId,
  args: [] as [],
})
