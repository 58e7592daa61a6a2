/**
 * What a decision looks up of the directory: whatever the command names, what waits in the round that it may end, and
 * where an agency is commissioned the one that had the work last.
 */
import { type NamedIds, namedIn } from '../case/references.ts'
import type { Review } from '../review/state.ts'
import { REVIEW_STEPS } from '../review/steps.ts'
import { bodyShapeOf, isReviewVerb, type Verb } from './actions.ts'
import type { Command } from './decide.ts'
import type { ProjectState } from './state.ts'

const COMMISSIONS: readonly string[] = ['commissionAppraisal'] satisfies Verb[]

/** Whoever was named when an act was proposed has to be there when it takes effect. Documents do not go away. */
export function namedByCommand(state: ProjectState, command: Command): NamedIds {
  const own =
    command.kind === 'act'
      ? namedIn(bodyShapeOf(command.verb), command.body)
      : { people: [], organisations: [], documents: [] }
  const subjects = roundsOf(state, command).map(({ subject }) => subject)
  const waiting = subjects.map(({ verb, body }) => namedIn(bodyShapeOf(verb), body))
  const verbs = [...subjects.map(({ verb }) => verb), command.kind === 'act' ? command.verb : '']
  const { agency } = state.approval.appraisal ?? {}
  const before = agency !== undefined && verbs.some((verb) => COMMISSIONS.includes(verb)) ? [agency] : []
  return {
    people: [...new Set([own, ...waiting].flatMap(({ people }) => people))],
    organisations: [
      ...new Set([...[own, ...waiting].flatMap(({ organisations }) => organisations), ...before]),
    ],
    documents: own.documents,
  }
}

function roundsOf({ reviews }: ProjectState, command: Command): Review[] {
  if (command.kind === 'act') {
    const { step } = (command.body ?? {}) as { step?: unknown }
    return isReviewVerb(command.verb) ? reviews.filter((review) => review.step === step) : []
  }
  const isSeat = command.kind === 'deadlinePassed' && command.deadline === 'seat'
  return isSeat ? reviews.filter(({ step }) => step === REVIEW_STEPS[command.round]) : []
}
