/**
 * T25: the extension of the period for application (application.ts). Only a grant moves the end of the period, and only before
 * that end: after it the project is overdue (rulebook §2.7), even if the authority did not answer in time.
 */

import { outcome, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import {
  POLICY_DEFAULT,
  POLICY_EXTENSION_LENGTH,
  POLICY_EXTENSION_NUMBER,
  SYSTEM_POLICY,
} from '../../law/own-policy.ts'
import { months, times } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { MEASURES_EXTENSION, MEASURES_EXTENSION_APPLICATION } from '../../law/provisions.ts'
import { addMonths, type PlainDate } from '../../values/plain-date.ts'
import { date, object, oneOf, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { applicationDueOf, originalDueOf } from './application.ts'
import { acceptanceOf, inAcceptance } from './state.ts'

const REFUSALS = {
  extensionTooLate: {
    kind: 'gate',
    zh: '延期验收申请须在期限 {dueOn} 届满前提出',
    en: 'an extension must be asked for before the period ends on {dueOn}',
    source: together(MEASURES_EXTENSION_APPLICATION, SYSTEM_POLICY),
  },
  extensionsUsedUp: {
    kind: 'gate',
    zh: '延期验收最多 {limit} 次',
    en: 'acceptance is extended at most {limit} time(s)',
    source: POLICY_EXTENSION_NUMBER,
  },
  extensionPending: {
    kind: 'state',
    zh: '已有一份延期验收申请待决定',
    en: 'an application for an extension is waiting for its decision already',
    source: POLICY_DEFAULT,
  },
  extensionNotLater: {
    kind: 'gate',
    zh: '申请的日期 {date} 应晚于现期限 {dueOn}',
    en: 'the date asked for ({date}) must be later than the current end of the period ({dueOn})',
    source: POLICY_DEFAULT,
  },
  extensionTooLong: {
    kind: 'gate',
    zh: '延期最长至 {latest}（原期限后 {months} 个月）',
    en: 'the extension may reach {latest} at most, {months} months after the original end of the period',
    source: POLICY_EXTENSION_LENGTH,
  },
  extensionPeriodOver: {
    kind: 'gate',
    zh: '申请验收期限已于 {dueOn} 届满，不得再同意延期；可不同意延期，建设单位应立即申请验收',
    en: 'the period ended on {dueOn} and is not extended any more: the extension may be refused, and the owner is to apply for acceptance at once',
    source: together(MEASURES_EXTENSION_APPLICATION, SYSTEM_POLICY),
  },
  extensionNotAsked: {
    kind: 'state',
    zh: '没有待决定的延期验收申请',
    en: 'no application for an extension is waiting for a decision',
    source: MEASURES_EXTENSION_APPLICATION,
  },
  extensionReasonsMissing: {
    kind: 'gate',
    zh: '不同意延期须书面说明理由',
    en: 'a refusal of the extension needs written reasons',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const ACCEPTANCE_EXTENSION_POLICY = {
  /** The latest new date, counted from the original end of the period. */
  acceptanceExtensionMonthsMax: months(6),
  /** How many extensions may be granted. */
  acceptanceExtensionsMax: times(1),
}

export type AcceptanceExtensionEvent =
  | { type: 'acceptanceExtensionAsked'; v: 1; on: PlainDate; newDate: PlainDate; reasons: string }
  | { type: 'acceptanceExtended'; v: 1; on: PlainDate; until: PlainDate; reasons: string | null }
  | { type: 'acceptanceExtensionRefused'; v: 1; on: PlainDate; reasons: string }

/** Requested in time, not too often, and only one at a time. */
function periodChecks(state: ProjectState, facts: Facts): Check[] {
  const { acceptance } = state
  if (!acceptance) return []
  const { dueOn } = applicationDueOf(state, facts)
  const limit = facts.policy.values.acceptanceExtensionsMax
  return [
    must(facts.on <= dueOn, 'extensionTooLate', { dueOn }),
    must(acceptance.extensions < limit, 'extensionsUsedUp', { limit }),
    must(acceptance.asked === null, 'extensionPending'),
  ]
}

/** Later than the current date, and not too long after the half-year. */
function lengthChecks(state: ProjectState, newDate: PlainDate, facts: Facts): Check[] {
  if (!state.acceptance) return []
  const { dueOn } = applicationDueOf(state, facts)
  const months = facts.policy.values.acceptanceExtensionMonthsMax
  const latest = addMonths(originalDueOf(state, facts).dueOn, months)
  return [
    must(newDate > dueOn, 'extensionNotLater', { date: newDate, dueOn }),
    must(newDate <= latest, 'extensionTooLong', { latest, months }),
  ]
}

function runningCheck(state: ProjectState, facts: Facts): Check {
  const { dueOn } = applicationDueOf(state, facts)
  return must(facts.on <= dueOn, 'extensionPeriodOver', { dueOn })
}

const acts = {
  applyForExtension: act({
    zh: '申请延期验收',
    en: 'apply for an extension of acceptance',
    source: MEASURES_EXTENSION,
    ...DEPARTMENT_LEAD,
    body: object({
      reasons: prose(4000, 'written reasons'),
      newDate: date<PlainDate>('申请延期至'),
    }),
    from: ['completed', 'trialRun'],
    ready: periodChecks,
    rules: (state, { newDate }, facts) => lengthChecks(state, newDate, facts),
    events: (_state, { newDate, reasons }, { on }) => [
      { type: 'acceptanceExtensionAsked', v: 1, on, newDate, reasons },
    ],
  }),
  decideExtension: act({
    zh: '决定延期验收申请',
    en: 'decide on the extension of acceptance',
    source: MEASURES_EXTENSION,
    ...APPROVER,
    review: 'acceptanceExtension',
    decides: true,
    body: object({ verdict: oneOf(['grant', 'refuse']) }, { reasons: prose(4000, 'required for a refusal') }),
    from: ['completed', 'trialRun'],
    ready: ({ acceptance }) => [must(Boolean(acceptance?.asked), 'extensionNotAsked')],
    rules: (state, { verdict, reasons }, facts) => [
      must(verdict === 'grant' || reasons !== undefined, 'extensionReasonsMissing'),
      ...(verdict === 'grant' && state.acceptance ? [runningCheck(state, facts)] : []),
    ],
    events: (state, { verdict, reasons }, { on }) => {
      const until = acceptanceOf(state).asked?.newDate
      if (until === undefined) throw new Error('an extension that nobody asked for passed its gates')
      return verdict === 'grant'
        ? [{ type: 'acceptanceExtended', v: 1, on, until, reasons: reasons ?? null }]
        : [{ type: 'acceptanceExtensionRefused', v: 1, on, reasons: reasons ?? '' }]
    },
  }),
}

const events: Events<AcceptanceExtensionEvent> = {
  acceptanceExtensionAsked: {
    evolve: (state, { on, newDate }, { by }) =>
      inAcceptance(withPreparer(state, by), { asked: { on, newDate } }),
    notice: {
      to: ['authority'],
      zh: '申请延期验收',
      en: 'An extension of acceptance is asked for',
      next: toDo('请审批部门办理。', 'The authority is to deal with it.'),
    },
    forCommissioned: true,
  },
  acceptanceExtended: {
    evolve: (state, { until }) =>
      inAcceptance(state, {
        asked: null,
        extendedTo: until,
        isOverdue: false,
        extensions: acceptanceOf(state).extensions + 1,
      }),
    notice: {
      to: ['owner'],
      zh: '同意延期验收',
      en: 'Acceptance was extended',
      next: outcome('请建设单位在新的期限内申请验收。', 'The owner is to apply by the new date.'),
    },
    forCommissioned: true,
  },
  acceptanceExtensionRefused: {
    // The original date stays valid (T25).
    evolve: (state) => inAcceptance(state, { asked: null }),
    notice: {
      to: ['owner'],
      zh: '不同意延期验收',
      en: 'The extension of acceptance was refused',
      next: outcome('请建设单位在原期限内申请验收。', 'The owner is to apply by the date that stands.'),
    },
    forCommissioned: true,
  },
}

export const ACCEPTANCE_EXTENSION = {
  acts,
  events,
  refusals: REFUSALS,
} satisfies ProjectTopic
