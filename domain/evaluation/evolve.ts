import { dateOf } from '../plain-date.ts'
import { partOf, withPartOf, withParts, withPreparer } from '../project/parts.ts'
import type { Evolve } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import type { EvaluationEvent } from './events.ts'
import { isExpired } from './gates.ts'
import { type EvaluationState, NO_EVALUATION, type OmLine, type PostEvaluation } from './state.ts'

const inEvaluation = (state: ProjectState, change: Partial<EvaluationState>): ProjectState => ({
  ...state,
  evaluation: { ...(state.evaluation ?? NO_EVALUATION), ...change },
})

const inPost = (state: ProjectState, change: Partial<PostEvaluation>): ProjectState => {
  const post = state.evaluation?.post
  return post ? inEvaluation(state, { post: { ...post, ...change } }) : state
}

export const EVALUATION_EVOLVE: Evolve<EvaluationEvent> = {
  gateEvidenceRecorded: (state, { gate, status, document, on, validUntil }, { at }) => {
    const gates = state.evaluation?.gates ?? {}
    const last = gates[gate]
    const recordedOn = dateOf(at)
    // A gate opens when it is recorded, never back to an earlier day; it closes with the finding.
    const begins = status === 'met' ? recordedOn : on
    const since = last?.status === status && !isExpired(last, recordedOn) ? last.since : begins
    return inEvaluation(state, { gates: { ...gates, [gate]: { status, document, on, validUntil, since } } })
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
  systemRetired: (state) => ({ ...state, status: 'retired' }),
}
