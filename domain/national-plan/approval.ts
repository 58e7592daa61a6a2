/**
 * Art 6, T11: the plan goes to the State Council with an argument; the State Council approves it, and it is in force from its day. A
 * version is never changed: an amendment is a later one, and where it is refused the old version stays in force.
 */
import type { PlanItem, PlanVersion } from '../case/national-plan.ts'
import { outcome, toDo } from '../case/notice.ts'
import { withPreparer } from '../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import { POLICY_PLAN_APPROVAL, POLICY_PLAN_OPINIONS } from '../law/own-policy.ts'
import { months, organisationOf } from '../law/policy.ts'
import { together } from '../law/provision.ts'
import { MEASURES_6 } from '../law/provisions.ts'
import { addDays, addMonths, type PlainDate } from '../values/plain-date.ts'
import { date, digest, document, documentNumber, type Infer, object, oneOf, prose } from '../values/shape.ts'
import { draftIs } from './content.ts'
import type { Facts } from './facts.ts'
import { type PlanState, withoutDraft } from './state.ts'
import { act, DRAFTER, type Events, type PlanTopic } from './topic.ts'

const REFUSALS = {
  objectionsUnanswered: {
    kind: 'gate',
    zh: '有部门提出不同意见，报批时须书面说明处理情况',
    en: 'a department objected: the request says in writing what was made of it',
    source: together(MEASURES_6, POLICY_PLAN_OPINIONS),
  },
  planLetterMissing: {
    kind: 'gate',
    zh: '批准须有国务院批准文号和实施日期',
    en: 'an approval names the State Council’s document and the day from which the version is in force',
    source: MEASURES_6,
  },
  planReasonsMissing: {
    kind: 'gate',
    zh: '退回或不予批准须书面说明理由',
    en: 'a return or a refusal needs written reasons',
    source: POLICY_PLAN_APPROVAL,
  },
  planInForceTooEarly: {
    kind: 'gate',
    zh: '实施日期 {date} 不得早于 {earliest}：版本自批准之日以后实施，且晚于前一版本',
    en: '{date} is too early: a version is in force from {earliest} at the earliest, not before its approval and after the version before it',
    source: POLICY_PLAN_APPROVAL,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const APPROVAL_POLICY = {
  /** Organisation that receives the request, and enters what the State Council decides. */
  planApprovingBody: organisationOf('sco', POLICY_PLAN_APPROVAL),
  /** From the approval; a version comes into force no later. */
  planInForceMonthsMax: months(24, POLICY_PLAN_APPROVAL),
}

export type ApprovalEvent =
  | { type: 'planRequested'; v: 1; on: PlainDate; argument: string; objections: string | null }
  | {
      type: 'planApproved'
      v: 1
      on: PlainDate
      version: string
      effectiveFrom: PlainDate
      /** The State Council's document. */
      source: string
      items: PlanItem[]
    }
  | { type: 'planReturned'; v: 1; reasons: string }
  | { type: 'planRefused'; v: 1; reasons: string }

const verdict = object(
  {
    verdict: oneOf(['approve', 'return', 'refuse']),
    formDigest: digest('digest of the draft that is decided on'),
  },
  {
    documentNumber: documentNumber('国务院批准文号'),
    effectiveFrom: date<PlainDate>('实施日期'),
    reasons: prose(4000, 'written reasons'),
  },
)

type Verdict = Infer<typeof verdict>

const acts = {
  requestApproval: act({
    zh: '报请国务院批准',
    en: 'request the approval of the State Council',
    source: MEASURES_6,
    ...DRAFTER,
    body: object(
      {
        formDigest: digest('digest of the draft that is put forward'),
        argument: document('规划论证报告'),
      },
      { objections: prose(4000, 'what was made of the objections') },
    ),
    from: ['consulted'],
    rules: (state, { formDigest, objections }) => [
      draftIs(state, formDigest),
      must(
        objections !== undefined || state.opinions.every(({ position }) => position !== 'object'),
        'objectionsUnanswered',
      ),
    ],
    events: (_state, { argument, objections }, { on }) => [
      { type: 'planRequested', v: 1, on, argument, objections: objections ?? null },
    ],
  }),
  decidePlan: act({
    zh: '国务院批准、退回或不予批准',
    en: 'enter the decision of the State Council',
    source: MEASURES_6,
    roles: ['stateCouncilOffice'],
    relation: 'authority',
    review: 'planApproval',
    decides: true,
    body: verdict,
    from: ['requested'],
    rules: (state, body, facts) => [
      draftIs(state, body.formDigest),
      ...(body.verdict === 'approve'
        ? approvalChecks(state, body, facts)
        : [must(body.reasons !== undefined, 'planReasonsMissing')]),
    ],
    events: (state, body, facts) => [decision(state, body, facts)],
  }),
}

function approvalChecks(state: PlanState, { documentNumber, effectiveFrom }: Verdict, facts: Facts): Check[] {
  if (documentNumber === undefined || effectiveFrom === undefined) return [must(false, 'planLetterMissing')]
  const earliest = earliestDay(state, facts)
  const latest = addMonths(facts.on, facts.policy.values.planInForceMonthsMax)
  return [
    must(effectiveFrom >= earliest, 'planInForceTooEarly', { date: effectiveFrom, earliest }),
    must(effectiveFrom <= latest, 'dateTooFarAhead', { date: effectiveFrom, latest }),
  ]
}

/** The day of approval, or the day after the version before it began. */
function earliestDay({ versions }: PlanState, { on }: Facts): PlainDate {
  const last = versions.at(-1)?.effectiveFrom
  return last !== undefined && last >= on ? addDays(last, 1) : on
}

/** `G14.2` is the second version of the plan `G14`. */
const nextVersion = ({ code, versions }: PlanState): string => `${code}.${versions.length + 1}`

function decision(
  state: PlanState,
  { verdict, documentNumber = '', effectiveFrom, reasons = '' }: Verdict,
  { on }: Facts,
): ApprovalEvent {
  if (verdict === 'return') return { type: 'planReturned', v: 1, reasons }
  if (verdict === 'refuse') return { type: 'planRefused', v: 1, reasons }
  return {
    ...{ type: 'planApproved', v: 1, on, version: nextVersion(state), source: documentNumber },
    ...{ effectiveFrom: effectiveFrom ?? on, items: state.draft?.items ?? [] },
  }
}

/** A version more, which is the content of the plan from now on. */
export const withVersion = (
  state: PlanState,
  { version, effectiveFrom, source, items }: PlanVersion,
): PlanState => ({
  ...state,
  ...{ status: 'approved', draft: null, request: null, items },
  versions: [...state.versions, { version, effectiveFrom, source, items: items.length }],
})

const events: Events<ApprovalEvent> = {
  planRequested: {
    evolve: (state, { on, argument }, { by }) => ({
      ...withPreparer(state, by),
      ...{ request: { on, argument }, status: 'requested' },
    }),
    notice: {
      to: ['authority'],
      zh: '收到国家政务信息化建设规划，请报国务院批准',
      en: 'A national plan has arrived for the approval of the State Council',
      next: toDo('请登记国务院的决定。', 'Enter what the State Council decides.'),
    },
    history: { zh: '规划已报请国务院批准', en: 'The approval of the State Council was requested' },
  },
  planApproved: {
    evolve: withVersion,
    notice: {
      to: ['owner', 'parties'],
      zh: '国务院已批准国家政务信息化建设规划',
      en: 'The State Council has approved the national plan',
      next: outcome(
        '自实施日期起，已列入规划的项目可直接编制可行性研究报告。',
        'From its day on, projects of its items may begin with the feasibility study.',
      ),
    },
  },
  planReturned: {
    evolve: (state) => ({ ...state, request: null, status: 'consulted' }),
    notice: {
      to: ['owner'],
      zh: '规划退回修改',
      en: 'The plan was returned for revision',
      next: toDo('请按意见修改后重新报批。', 'Revise it as the reasons say, and request its approval again.'),
    },
  },
  planRefused: {
    evolve: (state) => withoutDraft(state, 'refused'),
    notice: {
      to: ['owner', 'parties'],
      zh: '规划或其调整未予批准，现行版本继续实施',
      en: 'The plan or its amendment was refused; the version in force stays so',
      next: outcome('请起草部门查看理由。', 'The drafting department is to read the reasons.'),
    },
  },
}

export const APPROVAL = { acts, events, refusals: REFUSALS } satisfies PlanTopic
