/** T30: a third party evaluates on commission of the approving authority, which adopts the result. */

import { sharesRoot } from '../../case/duties.ts'
import { type PartKind, pathOf, pathOfPart, pathsOf } from '../../case/parts.ts'
import type { Check } from '../../case/refusal.ts'
import { sidesOf } from '../../case/voices.ts'
import { isSameRoot, type OrgId, rootOf } from '../../values/directory.ts'
import { reportingCheck } from '../named-parties.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { gradeOf } from './om-effects.ts'

export const POST_EVALUATION_RULES: Rules<
  'commissionPostEvaluation' | 'submitPostEvaluation' | 'adoptPostEvaluation'
> = {
  commissionPostEvaluation: {
    ready: (state) => [inStatus(state, 'operating'), ...commissionChecks(state)],
    // Whoever commissions it, and whom they act for, is inside as well.
    rules: (state, { evaluator }, { named, actor }) => [
      ...conflictChecks(
        state,
        [pathOf(named, evaluator)],
        sidesOf(actor).map(({ orgPath }) => orgPath),
      ),
      replacementCheck(state, pathOf(named, evaluator)),
      reportingCheck({ named }, evaluator),
    ],
    events: (state, { evaluator, conflictStatement, letter }, { on, named }) => {
      const round = (state.evaluation?.postRounds ?? 0) + 1
      const commissioned = { evaluator, conflictStatement, letter, ...pathsOf(named, evaluator) }
      const [replaces] = undelivered(state)
      const replacing = replaces ? { replaces } : {}
      return [{ type: 'postEvaluationCommissioned', v: 1, on, round, ...commissioned, ...replacing }]
    },
  },
  submitPostEvaluation: {
    ready: (state, facts) => [
      inStatus(state, 'operating'),
      ...reportChecks(state),
      // Whoever writes it is a third party as a person, and so is whom they act for.
      ...conflictChecks(
        state,
        sidesOf(facts.actor).map(({ orgPath }) => orgPath),
      ),
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

type Path = readonly OrgId[]

/** The evaluator whose report is overdue, then those before it whose were; each with all above it. */
function undelivered(state: ProjectState): OrgId[][] {
  const post = state.evaluation?.post
  if (!post?.overdue || post.report) return []
  return [pathOfPart(state, 'evaluator', post.evaluator), ...(post.replaced ?? [])]
}

/** No unit of an evaluator that did not deliver gets the same post-evaluation once more. */
const replacementCheck = (state: ProjectState, path: Path): Check =>
  must(!undelivered(state).some((one) => isSameRoot(one, path)), 'evaluatorReplacedBefore', {
    evaluator: rootOf(path),
  })

/** The evaluator did no earlier work on the project and is a third party, up to its root; every conflict is named. */
function conflictChecks(
  state: ProjectState,
  paths: readonly Path[],
  insiders: readonly Path[] = [],
): Check[] {
  const inside = [[state.owner], [state.authority], ...insiders]
  const had = (...kinds: PartKind[]): boolean => paths.some((path) => sharesRoot(state, path, ...kinds))
  const isInside = paths.some((path) => inside.some((one) => isSameRoot(one, path)))
  return [
    must(!isInside, 'evaluatorNotThirdParty'),
    must(!had('appraiser'), 'evaluatorAppraised'),
    must(isInside || !had('author', 'preparer'), 'evaluatorPrepared'),
    must(!had('supervisor'), 'evaluatorSupervised'),
    must(!had('contractor'), 'evaluatorBuilt'),
  ]
}

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
