/** T30: a third party evaluates on commission of the approving authority, which adopts the result. */
import type { OrgId } from '../directory.ts'
import type { Facts } from '../project/facts.ts'
import type { Rules } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { inStatus } from '../project/status-check.ts'
import { type Check, must } from '../refusal.ts'
import { gradeOf } from './om-effects.ts'

export const POST_EVALUATION_RULES: Rules<
  'commissionPostEvaluation' | 'submitPostEvaluation' | 'adoptPostEvaluation'
> = {
  commissionPostEvaluation: {
    ready: (state) => [inStatus(state, 'operating'), ...commissionChecks(state)],
    rules: (state, { evaluator }) => conflictChecks(state, [evaluator]),
    events: (state, { evaluator, conflictStatement, letter }, { on }) => {
      const round = (state.evaluation?.postRounds ?? 0) + 1
      return [{ type: 'postEvaluationCommissioned', v: 1, on, round, evaluator, conflictStatement, letter }]
    },
  },
  submitPostEvaluation: {
    ready: (state, facts) => [
      inStatus(state, 'operating'),
      ...reportChecks(state),
      // What the commission could not see: whom the evaluator belongs to.
      ...conflictChecks(state, orgPathOf(facts)),
    ],
    events: (state, { score, report, opinion }, { on }) => {
      const round = state.evaluation?.post?.round ?? 0
      const grade = gradeOf(score)
      return [{ type: 'postEvaluationSubmitted', v: 1, on, round, score, grade, report, opinion }]
    },
  },
  adoptPostEvaluation: {
    ready: (state) => [inStatus(state, 'operating'), ...adoptionChecks(state)],
    events: (state, { rectificationOpinion }, { on, policy }) => {
      const { post } = state.evaluation ?? {}
      if (!post?.report) throw new Error('a post-evaluation without its report passed its gates')
      const { score, grade, digest: report } = post.report
      return [
        {
          type: 'postEvaluationAdopted',
          v: 1,
          on,
          round: post.round,
          score,
          grade,
          report,
          rectificationOpinion: rectificationOpinion ?? null,
          policyVersion: policy.version,
        },
      ]
    },
  },
}

/** After the self-evaluation or its overdue; one at a time, unless its evaluator does not deliver. */
function commissionChecks({ evaluation, status }: ProjectState): Check[] {
  const post = evaluation?.post
  const replaceable = !post || (post.overdue && post.report === null)
  const considered = Boolean(evaluation?.self) || evaluation?.selfOverdue === true
  return [
    must(considered || status !== 'operating', 'selfEvaluationFirst'),
    must(replaceable, 'postEvaluationOpen', { round: post?.round ?? 0 }),
  ]
}

/** The evaluator did no earlier work on the project and is a third party; every conflict is named. */
function conflictChecks(state: ProjectState, evaluators: readonly OrgId[]): Check[] {
  const { owner, authority, authors, appraisers, construction } = state
  const isAny = (...orgs: (OrgId | null | undefined)[]): boolean =>
    orgs.some((org) => org && evaluators.includes(org))
  return [
    must(!isAny(owner, authority), 'evaluatorNotThirdParty'),
    must(!isAny(...appraisers), 'evaluatorAppraised'),
    must(!isAny(...authors), 'evaluatorPrepared'),
    must(!isAny(construction?.supervisor), 'evaluatorSupervised'),
    must(!isAny(construction?.contractor), 'evaluatorBuilt'),
  ]
}

const orgPathOf = ({ actor }: Facts): OrgId[] =>
  actor.kind === 'person' && actor.role === 'expert' ? actor.orgPath : []

function reportChecks({ evaluation }: ProjectState): Check[] {
  const post = evaluation?.post
  return [
    must(Boolean(post), 'noPostEvaluation'),
    must(!post?.report, 'postEvaluatedAlready', { on: post?.report?.on ?? '' }),
  ]
}

function adoptionChecks({ evaluation }: ProjectState): Check[] {
  const post = evaluation?.post
  if (!post) return [must(false, 'noPostEvaluation')]
  return [must(post.report !== null, 'postEvaluationReportMissing')]
}
