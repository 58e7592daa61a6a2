/**
 * T20 and T21: the authority orders rectification, the owner submits evidence in time, and the authority accepts it. The period for the
 * authority to check the evidence is [D].
 */

import { NOTHING_TO_DO, outcome, overdue, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { MEASURES_RECTIFICATION, MEASURES_RECTIFICATION_OR_SUSPENSION } from '../../law/provisions.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, object, prose } from '../../values/shape.ts'
import { APPROVER, act, DEPARTMENT_LEAD, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { inConstruction } from './state.ts'
import { voidedSignature } from './voiding.ts'

const REFUSALS = {
  rectificationNotSubmitted: {
    kind: 'state',
    zh: '建设单位尚未报送整改情况',
    en: 'the owner has not submitted the rectification yet',
    source: MEASURES_RECTIFICATION_OR_SUSPENSION,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const RECTIFICATION_POLICY = {
  /** From the order to the evidence of the owner. */
  rectificationWorkingDays: workingDays(30),
  /** From the latest evidence to its acceptance or a suspension. */
  rectificationCheckWorkingDays: workingDays(20),
}

export type RectificationEvent =
  | { type: 'rectificationOrdered'; v: 1; on: PlainDate; reasons: string; document: string }
  | { type: 'rectificationSubmitted'; v: 1; on: PlainDate; evidence: string }
  | { type: 'rectificationAccepted'; v: 1; on: PlainDate; checkRecord: string }
  | { type: 'rectificationOverdue'; v: 1; dueOn: PlainDate }
  /** No tacit acceptance; the delay of the authority is recorded for supervision. */
  | { type: 'rectificationCheckOverdue'; v: 1; dueOn: PlainDate }

const acts = {
  orderRectification: act({
    zh: '责令整改',
    en: 'order rectification',
    source: MEASURES_RECTIFICATION,
    ...APPROVER,
    review: 'rectification',
    decides: true,
    body: object({ reasons: prose(4000, 'written reasons'), document: document('整改通知') }),
    from: ['building'],
    events: (_state, { reasons, document }, { on }) => [
      { type: 'rectificationOrdered', v: 1, on, reasons, document },
    ],
  }),
  submitRectification: act({
    zh: '报送整改情况',
    en: 'submit the rectification',
    source: MEASURES_RECTIFICATION,
    ...DEPARTMENT_LEAD,
    body: object({ evidence: document('整改报告') }),
    // Also late, and several times: the authority checks all evidence until it accepts or suspends.
    from: ['rectifying'],
    rules: ({ construction }, { evidence }) => [
      must(!construction?.rectification?.shown?.includes(evidence), 'unchanged', { pointer: '/evidence' }),
    ],
    events: (state, { evidence }, { on }) => [
      { type: 'rectificationSubmitted', v: 1, on, evidence },
      ...voidedSignature(state, 'rectification'),
    ],
  }),
  acceptRectification: act({
    zh: '认可整改',
    en: 'accept the rectification',
    source: MEASURES_RECTIFICATION,
    ...APPROVER,
    review: 'rectification',
    decides: true,
    body: object({ checkRecord: document('整改核查记录') }),
    from: ['rectifying'],
    ready: ({ construction }) => [
      must(Boolean(construction?.rectification?.submittedOn), 'rectificationNotSubmitted'),
    ],
    events: (_state, { checkRecord }, { on }) => [{ type: 'rectificationAccepted', v: 1, on, checkRecord }],
  }),
}

const events: Events<RectificationEvent> = {
  rectificationOrdered: {
    evolve: (state, { on }) => ({
      ...inConstruction(state, ({ rectifications }) => ({
        rectifications: rectifications + 1,
        rectification: { orderedOn: on, submittedOn: null, isOverdue: false },
      })),
      status: 'rectifying',
    }),
    notice: {
      to: ['owner'],
      zh: '责令整改',
      en: 'Rectification was ordered',
      next: toDo('请建设单位按要求办理并报送。', 'The owner is to do what is asked and report it.'),
    },
    forCommissioned: true,
  },
  rectificationSubmitted: {
    evolve: (state, { on, evidence }, { by }) =>
      inConstruction(withPreparer(state, by), ({ rectification }) => ({
        rectification: rectification && {
          ...rectification,
          submittedOn: on,
          shown: [...(rectification.shown ?? []), evidence],
        },
      })),
    notice: {
      to: ['authority'],
      zh: '整改情况已报送',
      en: 'The rectification was submitted',
      next: toDo('请审批部门办理。', 'The authority is to deal with it.'),
    },
    forCommissioned: true,
  },
  rectificationAccepted: {
    evolve: (state) => ({
      ...inConstruction(state, () => ({ rectification: null })),
      status: 'building',
    }),
    notice: {
      to: ['owner'],
      zh: '整改已认可',
      en: 'The rectification was accepted',
      next: outcome(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  rectificationOverdue: {
    evolve: (state) =>
      inConstruction(state, ({ rectification }) => ({
        rectification: rectification && { ...rectification, isOverdue: true },
      })),
    notice: {
      to: ['owner', 'authority'],
      zh: '整改逾期',
      en: 'The rectification is overdue',
      next: overdue('请责任单位立即办理。', 'Whoever is responsible is to act at once.'),
    },
    forCommissioned: true,
  },
  rectificationCheckOverdue: {
    evolve: (state) => state,
    notice: {
      to: ['owner', 'authority'],
      zh: '整改核查超期',
      en: 'The check of the rectification is overdue',
      next: overdue(
        '请审批部门立即核查，认可整改或者暂停建设。',
        'The authority is to check at once, and to accept the rectification or suspend.',
      ),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'rectification' | 'rectificationCheck'> = {
  rectification: {
    zh: '整改',
    en: 'rectification',
    source: POLICY_DEFAULT,
    runs: { zh: '已责令整改，尚未报送', en: 'ordered and not submitted' },
    consequence: { zh: '逾期：审批部门可以暂停建设', en: 'overdue; the authority may suspend' },
    period: 'rectificationWorkingDays',
    due: ({ construction }, facts) => {
      const order = construction?.rectification
      if (!order || order.submittedOn !== null || order.isOverdue) return []
      const { rectificationWorkingDays: workingDays } = facts.policy.values
      return [inWorkdays({ round: construction.rectifications, from: order.orderedOn, workingDays }, facts)]
    },
    passed: (_state, { dueOn }) => [{ type: 'rectificationOverdue', v: 1, dueOn }],
    settledBy: ['submitRectification'],
    responsible: ['owner'],
    isUndone: ({ construction }, round) =>
      construction?.rectifications === round && construction.rectification?.submittedOn === null,
    warnings: { first: 5, last: 1 },
  },
  // The law gives the authority no period; without one a project under rectification could be forgotten.
  rectificationCheck: {
    zh: '整改核查',
    en: 'check of the rectification',
    source: POLICY_DEFAULT,
    runs: { zh: '整改情况已报送，尚未认可', en: 'submitted and not accepted' },
    consequence: {
      zh: '超期，记入监督；不视为认可整改',
      en: 'overdue, on the supervision record; no tacit acceptance',
    },
    period: 'rectificationCheckWorkingDays',
    due: ({ construction }, facts) => {
      const from = construction?.rectification?.submittedOn
      if (!construction || !from) return []
      const { rectificationCheckWorkingDays: workingDays } = facts.policy.values
      return [inWorkdays({ round: construction.rectifications, from, workingDays }, facts)]
    },
    passed: (_state, { dueOn }) => [{ type: 'rectificationCheckOverdue', v: 1, dueOn }],
    settledBy: ['acceptRectification', 'suspendConstruction'],
    responsible: ['authority'],
    isUndone: ({ construction }, round) =>
      construction?.rectifications === round && !!construction.rectification?.submittedOn,
    warnings: { first: 5, last: 1 },
  },
}

export const RECTIFICATION = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
