/**
 * Names of workflows and messages, for code outside the sandbox. The worker cannot import `workflows/messages.ts`, because workflow code
 * is bundled and never loaded. A test checks that both files have the same names.
 */
export const TASK_QUEUE = 'tongchou'
/**
 * How long the server waits for a worker that took a workflow task of a case. Not shorter, because a worker that restarts under load
 * needs seconds for its first tasks. Not longer, because acts wait for it after a worker was killed (docs/adr/0018).
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
