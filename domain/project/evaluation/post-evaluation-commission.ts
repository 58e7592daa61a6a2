/**
 * T30: the approving authority may commission a third party with a post-evaluation 后评价, considering the
 * self-evaluation [C:S6,S0]; R+. The evaluator must have done no earlier work on the project [C:S22], and must not have
 * failed to deliver this post-evaluation before.
 */

import { sharesRoot } from '../../case/duties.ts'
import { toDo } from '../../case/notice.ts'
import {
  type PartKind,
  type Paths,
  partOf,
  pathOf,
  pathOfPart,
  pathsOf,
  withParts,
} from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { type Side, sidesOf } from '../../case/voices.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../../law/own-policy.ts'
import { together } from '../../law/provision.ts'
import {
  MEASURES_POST_EVALUATION,
  MEASURES_POST_EVALUATION_COMMISSION,
  NDRC_POST_EVALUATION_RULES,
  THIRD_PARTY_EVALUATION,
} from '../../law/provisions.ts'
import type { Review } from '../../review/state.ts'
import { isSameRoot, type OrgId, rootOf } from '../../values/directory.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, object, organisation } from '../../values/shape.ts'
import { reportingCheck } from '../named-parties.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Events, type ProjectTopic } from '../topic.ts'
import { inEvaluation } from './state.ts'

const REFUSALS = {
  selfEvaluationFirst: {
    kind: 'gate',
    zh: '自评价尚未报送，也未逾期，不得委托后评价',
    en: 'a post-evaluation considers the self-evaluation, which is neither submitted nor overdue',
    source: MEASURES_POST_EVALUATION_COMMISSION,
  },
  postEvaluationOpen: {
    kind: 'state',
    zh: '第 {round} 次后评价正在进行',
    en: 'post-evaluation {round} is under way',
    source: POLICY_DEFAULT,
  },
  evaluatorNotThirdParty: {
    kind: 'gate',
    zh: '后评价机构须为第三方，不得是建设单位或审批部门',
    en: 'the evaluator is a third party: neither the owner nor the approving authority',
    source: THIRD_PARTY_EVALUATION,
  },
  evaluatorAppraised: {
    kind: 'gate',
    zh: '曾评估本项目的机构不得承担后评价',
    en: 'an agency that appraised the project never post-evaluates it',
    source: NDRC_POST_EVALUATION_RULES,
  },
  evaluatorPrepared: {
    kind: 'gate',
    zh: '编制本项目申报材料的机构不得承担后评价',
    en: 'an agency that prepared the project’s documents never post-evaluates it',
    source: NDRC_POST_EVALUATION_RULES,
  },
  evaluatorSupervised: {
    kind: 'gate',
    zh: '本项目监理单位不得承担后评价',
    en: 'the supervisor of the project never post-evaluates it',
    source: SEPARATION_OF_DUTIES,
  },
  evaluatorBuilt: {
    kind: 'gate',
    zh: '本项目承建单位不得承担后评价',
    en: 'the contractor of the project never post-evaluates it',
    source: SEPARATION_OF_DUTIES,
  },
  evaluatorReplacedBefore: {
    kind: 'gate',
    zh: '{evaluator}（含其所属单位）曾受托本次后评价而逾期未交报告：请委托其他机构',
    en: '{evaluator}, with all its units, was commissioned with this post-evaluation before and did not deliver: commission another one',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export type PostEvaluationCommissionEvent = {
  type: 'postEvaluationCommissioned'
  v: 1
  on: PlainDate
  round: number
  evaluator: OrgId
  conflictStatement: string
  letter: string
  paths?: Paths
  /** The evaluator that it replaces and all above it, nearest first. */
  replaces?: OrgId[]
}

const acts = {
  commissionPostEvaluation: act({
    zh: '委托后评价',
    en: 'commission a post-evaluation',
    source: together(MEASURES_POST_EVALUATION, THIRD_PARTY_EVALUATION),
    ...APPROVER,
    review: 'postEvaluation',
    decides: true,
    body: object({
      evaluator: organisation('第三方后评价机构'),
      conflictStatement: document('利益冲突声明'),
      letter: document('委托书'),
    }),
    from: ['operating'],
    ready: (state) => commissionChecks(state),
    // Those who commission it, and the people whom they act for, count as insiders too.
    rules: (state, { evaluator }, { named, actor }) => [
      ...conflictChecks(
        state,
        [pathOf(named, evaluator)],
        sidesOf(actor).map(({ orgPath }) => orgPath),
      ),
      replacementCheck(state, pathOf(named, evaluator)),
      reportingCheck({ named }, evaluator),
    ],
    earlierPart: ({ review }, sides) => [ownCommissionCheck(review.subject, sides)],
    events: (state, { evaluator, conflictStatement, letter }, { on, named }) => {
      const round = (state.evaluation?.postRounds ?? 0) + 1
      const commissioned = { evaluator, conflictStatement, letter, ...pathsOf(named, evaluator) }
      const [replaces] = undelivered(state)
      const replacing = replaces ? { replaces } : {}
      return [{ type: 'postEvaluationCommissioned', v: 1, on, round, ...commissioned, ...replacing }]
    },
  }),
}

/** Possible when the self-evaluation is submitted or overdue; one at a time, unless its evaluator does not deliver. */
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

/** The evaluator, up to its root, must be a third party without earlier work on the project. */
export function conflictChecks(
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

/** Evaluators whose reports are or were overdue, the current one first; each with all above it. */
function undelivered(state: ProjectState): OrgId[][] {
  const post = state.evaluation?.post
  if (!post?.overdue || post.report) return []
  return [pathOfPart(state, 'evaluator', post.evaluator), ...(post.replaced ?? [])]
}

/** A unit of an evaluator that did not deliver cannot get the same post-evaluation again. */
const replacementCheck = (state: ProjectState, path: Path): Check =>
  must(!undelivered(state).some((one) => isSameRoot(one, path)), 'evaluatorReplacedBefore', {
    evaluator: rootOf(path),
  })

/** People of the agency, up to its root, may not sign its commission. */
function ownCommissionCheck({ body, paths = {} }: Review['subject'], sides: readonly Side[]): Check {
  const { evaluator } = body as { evaluator: OrgId }
  const isOfEvaluator = sides.some(({ orgPath }) => isSameRoot(paths[evaluator] ?? [evaluator], orgPath))
  return must(!isOfEvaluator, 'evaluatorMayNotDecide')
}

const events: Events<PostEvaluationCommissionEvent> = {
  postEvaluationCommissioned: {
    evolve: (state, { round, evaluator, on, paths, replaces }) =>
      inEvaluation(withParts(state, [partOf('evaluator', evaluator, paths)]), {
        postRounds: round,
        post: {
          ...{ round, evaluator, commissionedOn: on, report: null, overdue: false },
          ...(replaces ? { replaced: [...(state.evaluation?.post?.replaced ?? []), replaces] } : {}),
        },
      }),
    notice: {
      to: ['agency', 'owner'],
      zh: '已委托后评价',
      en: 'A post-evaluation was commissioned',
      next: toDo('请评价机构在期限内提交报告。', 'The evaluator is to submit its report in time.'),
    },
    forCommissioned: true,
  },
}

export const POST_EVALUATION_COMMISSION = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
