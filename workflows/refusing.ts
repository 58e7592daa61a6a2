/**
 * The one way by which a refusal leaves a workflow. A plain Error in an Update or Signal handler wedges the
 * workflow task for ever, and `failureExceptionTypes` kills the whole case; an ApplicationFailure refuses the act.
 */
import { ApplicationFailure } from '@temporalio/workflow'
import type { Outcome } from '#activities/record.ts'
import type { CaseId } from '#domain/ids.ts'
import { explainUnmet } from '#domain/refusal.ts'
import { type ActEnvelope, envelopeProblems } from '#wire/envelope.ts'
import { isUndecodable } from '#wire/undecodable.ts'
import { REFUSED } from './messages.ts'

/** The outcome of an act for its sender: returned when applied, thrown when refused. */
export function orRefuse(outcome: Outcome | 'lost'): Outcome {
  if (outcome === 'lost') throw ApplicationFailure.nonRetryable('the act cannot be recorded', 'lost')
  if (outcome.status === 'applied') return outcome
  const message = outcome.refusal.unmet.map((unmet) => explainUnmet(unmet).en).join('; ')
  throw ApplicationFailure.nonRetryable(message, REFUSED, outcome.refusal)
}

/** For validators: refuses a message that is no act at all. Nothing of it enters the history. */
export function refuseMalformed(fault: string | null): void {
  if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'malformed')
}

/** Whatever a handler threw, as what refuses the one message and lets the case go on. */
export const asFailure = (error: unknown): ApplicationFailure =>
  error instanceof ApplicationFailure
    ? error
    : ApplicationFailure.nonRetryable(String(error), 'handlerFailed')

/** Why a message is no act of this case; null when it is one. */
export function faultOf(envelope: unknown, caseId: CaseId): string | null {
  if (isUndecodable(envelope))
    return envelope.why === 'tooLarge' ? 'the message is too large' : 'the message cannot be read'
  const problems = envelopeProblems(envelope).map(({ pointer, en }) => `${pointer} ${en}`)
  if (problems.length > 0) return problems.join('; ')
  return (envelope as ActEnvelope).case === caseId ? null : 'the act is for another case'
}
