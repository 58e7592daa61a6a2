/** How the workflow of a case is started, whoever starts it. */
import type { CaseId } from '#domain/ids.ts'
import { TASK_QUEUE } from './names.ts'

/** Options of the start. There is no input: the workflow id is the case, and all else is in its record. */
export const caseStart = (caseId: CaseId) => ({
  workflowId: caseId,
  taskQueue: TASK_QUEUE,
  // A worker that dies in the middle of a task is noticed after this long.
  workflowTaskTimeout: '2s' as const,
  staticSummary: caseId,
  args: [] as [],
})
