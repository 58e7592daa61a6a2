/**
 * Names under which the workflows are met from outside. Their own file, `workflows/messages.ts`, cannot be imported
 * by the worker: workflow code is bundled, never loaded. A test keeps the two the same.
 */
export const TASK_QUEUE = 'tongchou'
/**
 * How long the server waits for a worker that took a workflow task of a case. Not shorter: a worker that starts again
 * under load needs seconds for its first tasks. Not longer: an act waits for it after a kill (docs/adr/0018).
 */
export const WORKFLOW_TASK_TIMEOUT_MS = 5_000
export const OUTBOX_WORKFLOW = 'outbox'
export const OUTBOX_ID = 'outbox'
/** The value is in recorded histories, so it keeps its old name. */
export const WAKE_SIGNAL = 'poke'
export const OUTBOX_CLOCK_QUERY = 'clockOffsetMs'
export const ACT_SIGNAL = 'act'
export const CATCH_UP_SIGNAL = 'catchUp'
export const FACTS_CHANGED_SIGNAL = 'factsChanged'
