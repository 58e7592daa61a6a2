/**
 * Turns refusals and errors into ApplicationFailures. A plain Error in an Update or Signal handler blocks the workflow task for ever,
 * and with `failureExceptionTypes` it would end the whole case; an ApplicationFailure only refuses the act.
 */

import { ApplicationFailure } from '@temporalio/workflow'
import { type Catalogue, explainUnmet } from '#domain/case/refusal.ts'
import type { Outcome } from '#wire/record.ts'
import { REFUSED } from './messages.ts'

/** The outcome of an act for its sender: returned when applied, thrown when refused. */
export function orRefuse(outcome: Outcome | 'lost', refusals: Catalogue): Outcome {
  if (outcome === 'lost') throw ApplicationFailure.nonRetryable('the act cannot be recorded', 'lost')
  if (outcome.status === 'applied') return outcome
  const message = outcome.refusal.unmet.map((unmet) => explainUnmet(unmet, refusals).en).join('; ')
  throw ApplicationFailure.nonRetryable(message, REFUSED, outcome.refusal)
}

/** For validators: refuses a malformed message, which then does not enter the history. */
export function refuseMalformed(fault: string | null): void {
  if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'malformed')
}

/** Any error of a handler as a failure that refuses only this message. */
export const asFailure = (error: unknown): ApplicationFailure =>
  error instanceof ApplicationFailure
    ? error
    : ApplicationFailure.nonRetryable(String(error), 'handlerFailed')
