import type { EventMeta } from '../../case/event.ts'
import { partOf, withPartOf, withParts, withPreparer } from '../../case/parts.ts'
import { rootOf } from '../../values/directory.ts'
import { dateOf } from '../../values/plain-date.ts'
import type { EventOf } from '../events.ts'
import type { Evolve } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import type { EvaluationEvent } from './events.ts'
import { isExpired } from './gates.ts'
import {
  type EvaluationState,
  type GateEvidence,
  NO_EVALUATION,
  type OmLine,
  type PostEvaluation,
} from './state.ts'

const inEvaluation = (state: ProjectState, change: Partial<EvaluationState>): ProjectState => ({
  ...state,
  evaluation: { ...(state.evaluation ?? NO_EVALUATION), ...change },
})

const inPost = (state: ProjectState, change: Partial<PostEvaluation>): ProjectState => {
  const post = state.evaluation?.post
  return post ? inEvaluation(state, { post: { ...post, ...change } }) : state
}

function evidenceAfter(
  last: GateEvidence | undefined,
  { status, document, on, validUntil, lifts }: EventOf<'gateEvidenceRecorded'>,
  { at, by }: EventMeta,
): GateEvidence {
  const recordedOn = dateOf(at)
  const against = last?.against ?? []
  if (status === 'unmet') {
    const body = by.kind === 'person' ? rootOf(by.orgPath) : ''
    const since = last?.status === status ? last.since : on
    const others = against.filter((finding) => finding.body !== body)
    return { status, document, on, validUntil, since, against: [...others, { body, document, on }] }
  }
  const standing = against.filter(({ body }) => lifts && !lifts.includes(body))
  const newest = standing.at(-1)
  if (last && newest) {
    return { ...last, document: newest.document, on: newest.on, against: standing }
  }
  // A gate opens when it is recorded, never back to an earlier day; it closes with the finding.
  const since = last?.status === status && !isExpired(last, recordedOn) ? last.since : recordedOn
  return { status, document, on, validUntil, since }
}

export const EVALUATION_EVOLVE: Evolve<EvaluationEvent> = {
  gateEvidenceRecorded: (state, event, meta) => {
    const gates = state.evaluation?.gates ?? {}
    return inEvaluation(state, {
      gates: { ...gates, [event.gate]: evidenceAfter(gates[event.gate], event, meta) },
    })
  },
  selfEvaluationSubmitted: (state, { selfScore, report, on, late }, { by }) =>
    inEvaluation(withPreparer(state, by), { self: { score: selfScore, report, on, late } }),
  selfEvaluationOverdue: (state) => inEvaluation(state, { selfOverdue: true }),
  postEvaluationCommissioned: (state, { round, evaluator, on, paths, replaces }) =>
    inEvaluation(withParts(state, [partOf('evaluator', evaluator, paths)]), {
      postRounds: round,
      post: {
        ...{ round, evaluator, commissionedOn: on, report: null, overdue: false },
        ...(replaces ? { replaced: [...(state.evaluation?.post?.replaced ?? []), replaces] } : {}),
      },
    }),
  postEvaluationOverdue: (state) => inPost(state, { overdue: true }),
  postEvaluationSubmitted: (state, { report, score, grade, on }, { by }) =>
    inPost(withPartOf(state, 'evaluator', by), { report: { digest: report, score, grade, on } }),
  // The adopted one lives on as the grade in effect and in the events.
  postEvaluationAdopted: (state, { grade, score, on, report }) =>
    inEvaluation(state, { post: null, grade: { grade, score, on, report } }),
  omBasisEmitted: (state, { year, round, requestedFen, arrangedFen, effect, gates, on }, { by }) => {
    const unmetGates = gates.filter(({ met }) => !met).map(({ gate }) => gate)
    const line: OmLine = { year, round, requestedFen, arrangedFen, effect, unmetGates, on }
    const others = (state.evaluation?.om ?? []).filter((other) => other.year !== year)
    return inEvaluation(withPreparer(state, by), { om: [...others, line] })
  },
  // Frozen as long as a gate is unmet: derived from the gates, not kept.
  omFundsFrozen: (state) => state,
  systemRetired: (state) => ({ ...state, status: 'retired' }),
}
