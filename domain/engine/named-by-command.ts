/**
 * The people, organisations and documents that a decision looks up: those that the command names, those that the proposed
 * act of its round names, and those that the kind of case needs in addition.
 */
import { bodyShapeOf } from '../case/kind.ts'
import { type NamedIds, namedIn } from '../case/references.ts'
import type { Review } from '../review/state.ts'
import { isReviewVerb, seatStepOf } from '../review/topics.ts'
import type { Command } from './decide.ts'
import type { AnyCase } from './kind.ts'

/** People and organisations of a proposed act are looked up again when it may take effect, as they may have left. Documents stay. */
export function namedByCommand(of: AnyCase, command: Command): NamedIds {
  const { kind, state } = of
  const own =
    command.kind === 'act'
      ? namedIn(bodyShapeOf(kind, command.verb), command.body)
      : { people: [], organisations: [], documents: [] }
  const subjects = roundsOf(of, command).map(({ subject }) => subject)
  const all = [own, ...subjects.map(({ verb, body }) => namedIn(bodyShapeOf(kind, verb), body))]
  const verbs = [...subjects.map(({ verb }) => verb), ...(command.kind === 'act' ? [command.verb] : [])]
  return {
    people: [...new Set(all.flatMap(({ people }) => people))],
    organisations: [
      ...new Set([...all.flatMap(({ organisations }) => organisations), ...kind.lookedAt(state, verbs)]),
    ],
    documents: own.documents,
  }
}

function roundsOf({ kind, state }: AnyCase, command: Command): Review[] {
  if (command.kind === 'act') {
    const { step } = (command.body ?? {}) as { step?: unknown }
    return isReviewVerb(command.verb) ? state.reviews.filter((review) => review.step === step) : []
  }
  if (command.kind !== 'deadlinePassed') return []
  const step = seatStepOf(kind, { kind: command.deadline, round: command.round })
  return state.reviews.filter((review) => review.step === step)
}
