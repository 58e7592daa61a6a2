/**
 * T5 and T6: appraisal before decision. An agency appraises the document, with an opinion on sharing (G2), within a period of its own.
 * The decision clock is paused during this time.
 */

import { overdue, toDo } from '../../case/notice.ts'
import { type Paths, partOf, pathsOf, withPartOf, withParts } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { inWorkdays } from '../../engine/period.ts'
import type { DueDate } from '../../engine/topic.ts'
import {
  POLICY_APPRAISAL,
  POLICY_DEFAULT,
  STEP_APPRAISAL,
  STEP_APPRAISAL_REPORT,
} from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { LOCAL_GUIDE } from '../../law/provisions.ts'
import type { OrgId } from '../../values/directory.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { digest, document, integer, object, oneOf, organisation, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { notNow } from '../status.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { appraiserChecks, canDeliver, expertChecks, ownCommissionCheck, replacedBy } from './appraiser.ts'
import { notPausedCheck } from './decision-clock.ts'
import {
  type ApprovalState,
  formIs,
  inApproval,
  isOfReceived,
  isUnderDecision,
  type ReplacedAppraiser,
  UNDER_DECISION,
} from './state.ts'

const REFUSALS = {
  appraisalNotOverdue: {
    kind: 'gate',
    zh: '{agency} 的评估期限至 {dueOn} 届满，此前不得更换：可延长其期限，或待逾期后另行委托；机构已撤销、已无评估专家或已不独立的，可即时更换',
    en: '{agency} has until {dueOn} and is not replaced before: extend its period, or commission another agency when it is overdue; one that has ended, has no expert left or is independent no more is replaced at once',
    source: POLICY_APPRAISAL,
  },
  appraisalTooLong: {
    kind: 'gate',
    zh: '评估期限不得超过 {limit} 个工作日',
    en: 'an appraisal takes at most {limit} working days',
    source: LOCAL_GUIDE,
  },
  appraisalPeriodOver: {
    kind: 'gate',
    zh: '评估期限已于 {dueOn} 届满：只能在届满前延长',
    en: 'the period for the appraisal ran out on {dueOn}: only a running one is extended',
    source: POLICY_DEFAULT,
  },
  appraisalExtensionTooLong: {
    kind: 'gate',
    zh: '评估期限累计延长不得超过 {limit} 个工作日；已延长 {extended} 个，至多还可延长 {left} 个',
    en: 'an appraisal is extended by {limit} working days altogether: {extended} are used, at most {left} are left',
    source: POLICY_APPRAISAL,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const APPRAISAL_POLICY = {
  /** The longest period of an appraisal. All extensions together add at most as many days again. */
  appraisalWorkingDays: workingDays(30, LOCAL_GUIDE),
}

export type AppraisalEvent =
  | {
      type: 'appraisalCommissioned'
      v: 1
      on: PlainDate
      agency: OrgId
      letter: string
      workingDays: number
      paths?: Paths
      /** The agency that it replaces and all above it, nearest first. */
      replaces?: OrgId[]
    }
  | { type: 'appraisalExtended'; v: 1; workingDays: number; reasons: string }
  | { type: 'appraisalReturned'; v: 1; report: string }
  | {
      type: 'appraised'
      v: 1
      on: PlainDate
      report: string
      conclusion: string
      sharingOpinion: string
      /** The form that was appraised; absent in older events. */
      formDigest?: string
    }
  | { type: 'appraisalOverdue'; v: 1; dueOn: PlainDate }

/** Whether the report, with its opinion on sharing (G2), is about the current form. */
export const isAppraised = ({ form, appraisal }: Pick<ApprovalState, 'form' | 'appraisal'>): boolean => {
  const report = appraisal?.report
  // Old records do not say which form was appraised: accept them.
  return Boolean(report) && (report?.formDigest ?? form.digest) === form.digest
}

const acts = {
  commissionAppraisal: act({
    zh: '委托评估',
    en: 'commission an appraisal',
    source: together(STEP_APPRAISAL, LOCAL_GUIDE),
    ...APPROVER,
    review: 'commission',
    decides: true,
    body: object({ agency: organisation('评估机构'), letter: document(), workingDays: integer(1, 90) }),
    // In `appraising`: another agency may replace the current one (`overdueCheck`).
    from: UNDER_DECISION,
    ready: (state) => [
      // In `deciding`: the form changed after the report.
      state.status === 'deciding' && isAppraised(state.approval) ? notNow(state) : null,
      state.status === 'appraising' ? null : notPausedCheck(state),
    ],
    rules: (state, { agency, workingDays }, facts) => [
      overdueCheck(state, facts),
      ...appraiserChecks(state, agency, facts),
      must(workingDays <= facts.policy.values.appraisalWorkingDays, 'appraisalTooLong', {
        limit: facts.policy.values.appraisalWorkingDays,
      }),
    ],
    events: (state, { agency, letter, workingDays }, { on, named }) => [
      {
        type: 'appraisalCommissioned',
        v: 1,
        on,
        agency,
        letter,
        workingDays,
        ...pathsOf(named, agency),
        ...replacedBy(state),
      },
      ...(state.status !== 'appraising'
        ? [{ type: 'clockPaused', v: 1, on, reason: 'appraisal', document: letter } as const]
        : []),
    ],
    earlierPart: ({ review: { subject } }, sides) => [ownCommissionCheck(subject, sides)],
    // The last agency, to check whether it can still deliver.
    looksAt: ({ approval: { appraisal } }) => (appraisal ? [appraisal.agency] : []),
  }),
  extendAppraisal: act({
    zh: '延长评估期限',
    en: 'extend the appraisal',
    source: STEP_APPRAISAL,
    ...APPROVER,
    decides: true,
    body: object({ workingDays: integer(1, 30), reasons: prose(4000, 'written reasons') }),
    from: ['appraising'],
    ready: (state, facts) =>
      reportDue(state, facts).map(({ dueOn }) => must(facts.on <= dueOn, 'appraisalPeriodOver', { dueOn })),
    rules: ({ approval }, { workingDays }, { policy: { values } }) => {
      const extended = approval.appraisal?.extendedBy ?? 0
      const limit = values.appraisalWorkingDays
      const left = Math.max(0, limit - extended)
      return [must(workingDays <= left, 'appraisalExtensionTooLong', { limit, extended, left })]
    },
    events: (_state, { workingDays, reasons }) => [{ type: 'appraisalExtended', v: 1, workingDays, reasons }],
  }),
  submitAppraisal: act({
    zh: '提交评估报告',
    en: 'submit the appraisal report',
    source: STEP_APPRAISAL_REPORT,
    roles: ['expert'],
    relation: 'agency',
    body: object(
      { conclusion: oneOf(['positive', 'conditional', 'negative']), report: document() },
      {
        sharingOpinion: prose(4000, 'G2: opinion on the sharing chapter'),
        formDigest: digest(
          'digest of the form that was appraised; needed where it has changed since the commissioning',
        ),
      },
    ),
    otherDocuments: ({ approval }) => approval.form.files,
    from: ['appraising'],
    ready: (state, { actor }) => expertChecks(state, actor),
    // A report that does not name its form is about the form at the time of the commission.
    rules: (state, { formDigest }) => [formIs(state, formDigest ?? commissionedForm(state.approval))],
    // A report without a sharing opinion goes back to the agency; the clock stays paused (T6 [D]).
    events: ({ approval: { form } }, { conclusion, report, sharingOpinion }, { on }) =>
      sharingOpinion === undefined
        ? [{ type: 'appraisalReturned', v: 1, report }]
        : [
            { type: 'appraised', v: 1, on, report, conclusion, sharingOpinion, formDigest: form.digest },
            { type: 'clockResumed', v: 1, on, reason: 'appraisal', document: report },
          ],
  }),
}

/** The last day for the report of the agency; none if the report has arrived. */
function reportDue({ approval: { appraisal, round } }: ProjectState, facts: Facts): DueDate[] {
  if (!appraisal || appraisal.report) return []
  const { commissionedOn: from, workingDays } = appraisal
  return [inWorkdays({ round, from, workingDays }, facts)]
}

/**
 * T5: an agency that is late may be replaced. Before the deadline only an agency that cannot deliver any more may be replaced: otherwise
 * an authority could replace agencies until it likes the report. An agency cannot deliver if it no longer exists, has no expert, or is
 * no longer independent [D].
 */
function overdueCheck(state: ProjectState, facts: Facts): Check {
  const { appraisal } = state.approval
  const [due] = state.status === 'appraising' ? reportDue(state, facts) : []
  if (!appraisal || !due) return null
  const { agency } = appraisal
  const { dueOn } = due
  const isReplaceable = facts.on > dueOn || !canDeliver(state, facts, agency)
  return must(isReplaceable, 'appraisalNotOverdue', { agency, dueOn })
}

const commissionedForm = ({ appraisal, form }: ApprovalState): string => appraisal?.formDigest ?? form.digest

const replacedAfter = (
  { replacedAppraisers = [], approval }: ProjectState,
  orgPath: OrgId[],
): ReplacedAppraiser[] => [...replacedAppraisers, { stage: approval.stage, orgPath }]

const events: Events<AppraisalEvent> = {
  appraisalCommissioned: {
    evolve: (state, { agency, on, workingDays, paths, replaces }) => ({
      ...inApproval(withParts(state, [partOf('appraiser', agency, paths)]), {
        appraisal: {
          agency,
          commissionedOn: on,
          workingDays,
          extendedBy: 0,
          report: null,
          formDigest: state.approval.form.digest,
        },
      }),
      ...(replaces ? { replacedAppraisers: replacedAfter(state, replaces) } : {}),
      status: 'appraising',
    }),
    notice: {
      to: ['agency', 'owner'],
      zh: '已委托评估',
      en: 'An appraisal was commissioned',
      next: toDo('请评估机构在期限内提交报告。', 'The agency is to submit its report in time.'),
    },
    forCommissioned: true,
  },
  appraisalExtended: {
    evolve: (state, { workingDays }) => {
      const { appraisal } = state.approval
      if (!appraisal) return state
      return inApproval(state, {
        appraisal: {
          ...appraisal,
          workingDays: appraisal.workingDays + workingDays,
          extendedBy: appraisal.extendedBy + workingDays,
        },
      })
    },
    notice: null,
    history: { zh: '评估期限已延长', en: 'The appraisal period was extended' },
    forCommissioned: true,
  },
  appraisalReturned: {
    evolve: (state, _event, { by }) => withPartOf(state, 'appraiser', by),
    notice: {
      to: ['agency'],
      zh: '评估报告缺少共享意见，已退回',
      en: 'The appraisal report came back',
      next: toDo(
        '请评估机构补充共享意见后重新提交。',
        'The agency is to add its sharing opinion and submit again.',
      ),
    },
    forCommissioned: true,
  },
  appraised: {
    evolve: (before, { report, conclusion, sharingOpinion, on, formDigest }, { by }) => {
      const state = withPartOf(before, 'appraiser', by)
      const { appraisal, form } = state.approval
      if (!appraisal) return state
      const received = {
        digest: report,
        conclusion,
        hasSharingOpinion: sharingOpinion !== '',
        on,
        formDigest: formDigest ?? form.digest,
      }
      return {
        ...inApproval(state, { appraisal: { ...appraisal, report: received } }),
        status: 'deciding',
      }
    },
    notice: {
      to: ['authority'],
      zh: '评估报告已提交',
      en: 'The appraisal report has arrived',
      next: toDo('请审批部门作出决定。', 'The authority is to decide.'),
    },
    forCommissioned: true,
  },
  appraisalOverdue: {
    // Changes nothing: that the agency may now be replaced follows from the date.
    evolve: (state) => state,
    notice: {
      to: ['authority', 'agency'],
      zh: '评估超期',
      en: 'The appraisal is overdue',
      next: overdue('请评估机构立即提交报告。', 'The agency is to submit its report at once.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'appraisal'> = {
  appraisal: {
    zh: '评估报告',
    en: 'appraisal report',
    source: LOCAL_GUIDE,
    runs: { zh: '已委托评估，尚无报告', en: 'an appraisal without its report' },
    consequence: {
      zh: '逾期：可更换评估机构',
      en: 'overdue: replaced by another agency; it can be extended before',
    },
    period: 'appraisalWorkingDays',
    due: (state, facts) => (isUnderDecision(state) ? reportDue(state, facts) : []),
    passed: (_state, { dueOn }) => [{ type: 'appraisalOverdue', v: 1, dueOn }],
    settledBy: ['submitAppraisal'],
    responsible: ['agency'],
    isUndone: ({ approval }, round) => approval.round === round && approval.appraisal?.report === null,
    warnings: { first: 5, last: 1 },
    isCurrent: isOfReceived,
  },
}

export const APPRAISAL = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
