/**
 * Names under which the workflows are met from outside. Their own file, `workflows/messages.ts`, cannot be imported
 * by the worker: workflow code is bundled, never loaded. A test keeps the two the same.
 */
export const TASK_QUEUE = 'tongchou'
export const PROJECT_WORKFLOW = 'projectLifecycle'
export const OUTBOX_WORKFLOW = 'outbox'
export const OUTBOX_ID = 'outbox'
export const POKE_SIGNAL = 'poke'
export const OUTBOX_CLOCK_QUERY = 'clockOffsetMs'
export const ACT_SIGNAL = 'act'
export const CATCH_UP_SIGNAL = 'catchUp'
export const FACTS_CHANGED_SIGNAL = 'factsChanged'
