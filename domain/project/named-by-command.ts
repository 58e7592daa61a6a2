/** What a decision looks up of the directory: whatever the command names, and what waits in the round that it may end. */
import { type NamedIds, namedIn } from '../references.ts'
import type { Review } from '../review/state.ts'
import { REVIEW_STEPS } from '../review/steps.ts'
import { bodyShapeOf, isReviewVerb } from './actions.ts'
import type { Command } from './decide.ts'
import type { ProjectState } from './state.ts'

type Rounds = Pick<ProjectState, 'reviews'>

/** Whoever was named when an act was proposed has to be there when it takes effect. Documents do not go away. */
export function namedByCommand(state: Rounds, command: Command): NamedIds {
  const own =
    command.kind === 'act'
      ? namedIn(bodyShapeOf(command.verb), command.body)
      : { people: [], organisations: [], documents: [] }
  const waiting = roundsOf(state, command).map(({ subject }) =>
    namedIn(bodyShapeOf(subject.verb), subject.body),
  )
  return {
    people: [...new Set([own, ...waiting].flatMap(({ people }) => people))],
    organisations: [...new Set([own, ...waiting].flatMap(({ organisations }) => organisations))],
    documents: own.documents,
  }
}

function roundsOf({ reviews }: Rounds, command: Command): Review[] {
  if (command.kind === 'act') {
    const { step } = (command.body ?? {}) as { step?: unknown }
    return isReviewVerb(command.verb) ? reviews.filter((review) => review.step === step) : []
  }
  const isSeat = command.kind === 'deadlinePassed' && command.deadline === 'seat'
  return isSeat ? reviews.filter(({ step }) => step === REVIEW_STEPS[command.round]) : []
}
