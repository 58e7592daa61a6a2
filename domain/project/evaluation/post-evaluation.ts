/**
 * T30: the third party that was commissioned with a post-evaluation (post-evaluation-commission.ts) reports within some working
 * days, and the approving authority adopts the result, if necessary with 整改意见 [C:S6,S0]; R+. The grade influences the O&M
 * funds (om-effects.ts).
 */

import { NOTHING_TO_DO, outcome, overdue, toDo } from '../../case/notice.ts'
import { withPartOf } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { sidesOf } from '../../case/voices.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import {
  MEASURES_EVALUATION_RESULTS,
  MEASURES_POST_EVALUATION,
  MEASURES_POST_EVALUATION_COMMISSION,
} from '../../law/provisions.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, integer, object, prose } from '../../values/shape.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { type Grade, gradeOf } from './grade.ts'
import { conflictChecks } from './post-evaluation-commission.ts'
import { inEvaluation, type PostEvaluation } from './state.ts'

const REFUSALS = {
  noPostEvaluation: {
    kind: 'state',
    zh: '尚未委托后评价',
    en: 'no post-evaluation has been commissioned',
    source: MEASURES_POST_EVALUATION_COMMISSION,
  },
  postEvaluatedAlready: {
    kind: 'state',
    zh: '后评价报告已于 {on} 提交',
    en: 'the post-evaluation report arrived on {on}',
    source: MEASURES_POST_EVALUATION_COMMISSION,
  },
  postEvaluationReportMissing: {
    kind: 'gate',
    zh: '后评价报告尚未提交',
    en: 'the post-evaluation report has not arrived yet',
    source: MEASURES_POST_EVALUATION_COMMISSION,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const POST_EVALUATION_POLICY = {
  /** From the commission to the report. */
  postEvaluationWorkingDays: workingDays(60),
}

export type PostEvaluationEvent =
  | { type: 'postEvaluationOverdue'; v: 1; dueOn: PlainDate; round: number }
  | {
      type: 'postEvaluationSubmitted'
      v: 1
      on: PlainDate
      round: number
      score: number
      grade: Grade
      report: string
      opinion: string
    }
  | {
      type: 'postEvaluationAdopted'
      v: 1
      on: PlainDate
      round: number
      score: number
      grade: Grade
      report: string
      rectificationOpinion: string | null
      policyVersion: string
    }

const acts = {
  submitPostEvaluation: act({
    zh: '提交后评价报告',
    en: 'submit the post-evaluation report',
    source: MEASURES_POST_EVALUATION,
    roles: ['expert'],
    relation: 'agency',
    body: object({
      score: integer(0, 100, '后评价得分'),
      report: document('后评价报告'),
      opinion: prose(4000),
    }),
    otherDocuments: ({ evaluation }) =>
      evaluation?.self ? [{ kind: 'selfEvaluation', digest: evaluation.self.report }] : [],
    from: ['operating'],
    ready: (state, facts) => [
      ...reportChecks(state),
      // The person who writes it, and the person whom they act for, must be third parties too.
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
  }),
  adoptPostEvaluation: act({
    zh: '采用后评价结果',
    en: 'adopt the post-evaluation',
    source: together(MEASURES_POST_EVALUATION, MEASURES_EVALUATION_RESULTS),
    ...APPROVER,
    review: 'postEvaluation',
    decides: true,
    body: object({}, { rectificationOpinion: prose(4000, '整改意见') }),
    from: ['operating'],
    ready: (state) => adoptionChecks(state),
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
  }),
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

const inPost = (state: ProjectState, change: Partial<PostEvaluation>): ProjectState => {
  const post = state.evaluation?.post
  return post ? inEvaluation(state, { post: { ...post, ...change } }) : state
}

const events: Events<PostEvaluationEvent> = {
  postEvaluationOverdue: {
    evolve: (state) => inPost(state, { overdue: true }),
    notice: {
      to: ['authority', 'agency'],
      zh: '后评价超期',
      en: 'The post-evaluation is overdue',
      next: overdue('请评价机构立即提交报告。', 'The evaluator is to submit its report at once.'),
    },
    forCommissioned: true,
  },
  postEvaluationSubmitted: {
    evolve: (state, { report, score, grade, on }, { by }) =>
      inPost(withPartOf(state, 'evaluator', by), { report: { digest: report, score, grade, on } }),
    notice: {
      to: ['authority'],
      zh: '后评价报告已提交',
      en: 'The post-evaluation report has arrived',
      next: toDo('请审批部门研究采用。', 'The authority is to consider its adoption.'),
    },
    forCommissioned: true,
  },
  postEvaluationAdopted: {
    // After adoption the state keeps only the grade; the rest is in the events.
    evolve: (state, { grade, score, on, report }) =>
      inEvaluation(state, { post: null, grade: { grade, score, on, report } }),
    notice: {
      to: ['owner', 'finance'],
      zh: '后评价结果已采用',
      en: 'The post-evaluation was adopted',
      next: outcome(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'postEvaluation'> = {
  postEvaluation: {
    zh: '后评价',
    en: 'post-evaluation',
    source: POLICY_DEFAULT,
    runs: { zh: '已委托，报告尚未提交', en: 'commissioned, no report yet' },
    consequence: {
      zh: '逾期：可改为委托未承担过本次后评价的机构',
      en: 'overdue: replaced by an evaluator that did not have it',
    },
    period: 'postEvaluationWorkingDays',
    due: ({ status, evaluation }, facts) => {
      const post = evaluation?.post
      if (status !== 'operating' || !post || post.report) return []
      const { round, commissionedOn: from } = post
      const { postEvaluationWorkingDays: workingDays } = facts.policy.values
      return [inWorkdays({ round, from, workingDays }, facts)]
    },
    passed: (_state, { dueOn, round }) => [{ type: 'postEvaluationOverdue', v: 1, dueOn, round }],
    settledBy: ['submitPostEvaluation'],
    responsible: ['agency'],
    isUndone: ({ evaluation }, round) => evaluation?.post?.round === round && !evaluation.post.report,
    warnings: { first: 5, last: 1 },
    isCurrent: ({ evaluation }, { round }) => round === evaluation?.post?.round,
  },
}

export const POST_EVALUATION = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
