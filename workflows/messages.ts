/** Names and types of all messages to a case. The API and integrators import only this file. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import type { ReviewedState } from '#domain/review/state.ts'
import type { ActEnvelope, ActHint } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'

export const TASK_QUEUE = 'tongchou'

/** A person's act. The answer is the outcome: committed and readable. Refusals come as failures of type `refused`. */
export const actUpdate = defineUpdate<Outcome, [ActEnvelope, ActHint?]>('act')
/** The same act for integrators that do not wait; decided in the same way. */
export const actSignal = defineSignal<[ActEnvelope]>('act')
/** A new calendar, or a policy that applies to running cases. The id makes it idempotent. */
export const factsChangedSignal =
  defineSignal<[{ commandId: string; cause: 'calendar' | 'policy' }]>('factsChanged')
/** Events may have been recorded that this workflow does not know: read the record. */
export const catchUpSignal = defineSignal('catchUp')
/** For operators and tests; screens read PostgreSQL. */
export const stateQuery = defineQuery<ReviewedState>('state')

/** Type of the failure that carries a refusal to the sender; its first detail is the refusal. */
export const REFUSED = 'refused'
