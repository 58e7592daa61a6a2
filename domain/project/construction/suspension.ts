/** T21 and T22: construction is suspended, resumes after a check, or the project ends. */

import { outcome, overdue, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT, POLICY_RESUMPTION, POLICY_RESUMPTION_PROOF } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { INVESTMENT_REGULATION_34, MEASURES_SUSPENSION } from '../../law/provisions.ts'
import { type Fen, formatWan } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, flag, money, object, prose } from '../../values/shape.ts'
import { releasedFen } from '../budget-sums.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, DEPARTMENT_LEAD, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { inConstruction } from './state.ts'
import { voidedSignature } from './voiding.ts'

const REFUSALS = {
  resumptionProofMissing: {
    kind: 'state',
    zh: '建设单位尚未报送整改完成证明，不得复工',
    en: 'construction cannot resume before the owner has proved the rectification',
    source: POLICY_RESUMPTION_PROOF,
  },
  recoveryBeyondReleased: {
    kind: 'gate',
    zh: '收回资金 {recovery} 万元超过累计拨付 {released} 万元；利息、违约金不计入收回资金',
    en: '{recovery} × 10,000 yuan cannot be recovered of {released} that were released; interest and penalties do not count',
    source: together(POLICY_RESUMPTION_PROOF, INVESTMENT_REGULATION_34),
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const SUSPENSION_POLICY = {
  /** From the latest proof of the owner to its check. */
  resumptionCheckWorkingDays: workingDays(20),
}

export type SuspensionEvent =
  | {
      type: 'constructionSuspended'
      v: 1
      on: PlainDate
      reasons: string
      document: string
      insufficientEvidence: boolean
    }
  | { type: 'resumptionRequested'; v: 1; on: PlainDate; proof: string }
  /** T22: no tacit resumption; the delay of the authority is recorded for supervision. */
  | { type: 'resumptionCheckOverdue'; v: 1; dueOn: PlainDate }
  | { type: 'constructionResumed'; v: 1; on: PlainDate; checkRecord: string }
  | {
      type: 'projectTerminated'
      v: 1
      on: PlainDate
      reasons: string
      settlement: string
      recoveryFen: Fen
    }

/** During a suspension: no release, no procurement, no approval of changes, and pending clocks are frozen (scenario 6). */
export const isSuspended = ({ status }: ProjectState): boolean => status === 'suspended'

const reasons = prose(4000, 'written reasons')

const acts = {
  suspendConstruction: act({
    zh: '暂停建设',
    en: 'suspend construction',
    source: MEASURES_SUSPENSION,
    ...APPROVER,
    review: 'suspension',
    decides: true,
    body: object(
      { reasons, document: document('暂停建设决定') },
      { insufficientEvidence: flag('整改证据不充分') },
    ),
    from: ['building', 'rectifying'],
    events: (_state, { reasons, document, insufficientEvidence }, { on }) => [
      {
        type: 'constructionSuspended',
        v: 1,
        on,
        reasons,
        document,
        insufficientEvidence: insufficientEvidence ?? false,
      },
    ],
  }),
  requestResumption: act({
    zh: '申请复工',
    en: 'ask to resume construction',
    source: POLICY_RESUMPTION,
    ...DEPARTMENT_LEAD,
    body: object({ proof: document('整改完成证明') }),
    // Another proof may follow; the period of the check then starts again.
    from: ['suspended'],
    rules: ({ construction }, { proof }) => [
      must(!construction?.suspension?.shown?.includes(proof), 'unchanged', { pointer: '/proof' }),
    ],
    events: (state, { proof }, { on }) => [
      { type: 'resumptionRequested', v: 1, on, proof },
      ...voidedSignature(state, 'resumption'),
    ],
  }),
  resumeConstruction: act({
    zh: '同意复工',
    en: 'resume construction',
    source: POLICY_RESUMPTION,
    ...APPROVER,
    review: 'resumption',
    decides: true,
    body: object({ checkRecord: document('复工检查记录') }),
    from: ['suspended'],
    ready: ({ construction }) => [
      must(Boolean(construction?.suspension?.requestedOn), 'resumptionProofMissing'),
    ],
    events: (_state, { checkRecord }, { on }) => [{ type: 'constructionResumed', v: 1, on, checkRecord }],
  }),
  terminateProject: act({
    zh: '终止项目',
    en: 'terminate the project',
    source: POLICY_RESUMPTION,
    ...APPROVER,
    review: 'termination',
    decides: true,
    body: object({
      reasons,
      settlement: document('清算及资产、资金收回清单'),
      recoveryFen: money<Fen>('收回资金'),
    }),
    from: ['building', 'rectifying', 'suspended'],
    // At most the funds of the project: interest and penalties do not belong to them.
    rules: (state, { recoveryFen }) => [
      must(recoveryFen <= releasedFen(state), 'recoveryBeyondReleased', {
        recovery: formatWan(recoveryFen),
        released: formatWan(releasedFen(state)),
      }),
    ],
    events: (_state, body, { on }) => [{ type: 'projectTerminated', v: 1, on, ...body }],
  }),
}

const events: Events<SuspensionEvent> = {
  constructionSuspended: {
    evolve: (state, { on }) => ({
      ...inConstruction(state, ({ suspensions }) => ({
        rectification: null,
        suspensions: suspensions + 1,
        suspension: { since: on, requestedOn: null },
      })),
      status: 'suspended',
    }),
    notice: {
      to: ['owner', 'finance'],
      zh: '暂停建设，暂停拨付',
      en: 'Construction was suspended; no funds are released',
      next: outcome('请建设单位整改后申请复工。', 'The owner is to rectify and then to ask to resume.'),
    },
    forCommissioned: true,
  },
  resumptionRequested: {
    evolve: (state, { on, proof }, { by }) =>
      inConstruction(withPreparer(state, by), ({ suspension }) => ({
        suspension: suspension && {
          ...suspension,
          requestedOn: on,
          shown: [...(suspension.shown ?? []), proof],
        },
      })),
    notice: {
      to: ['authority'],
      zh: '申请复工',
      en: 'The owner asks to resume construction',
      next: toDo('请审批部门办理。', 'The authority is to deal with it.'),
    },
    forCommissioned: true,
  },
  resumptionCheckOverdue: {
    evolve: (state) => state,
    notice: {
      to: ['owner', 'authority'],
      zh: '复工检查超期',
      en: 'The check before resuming is overdue',
      next: overdue('请责任单位立即办理。', 'Whoever is responsible is to act at once.'),
    },
    forCommissioned: true,
  },
  constructionResumed: {
    evolve: (state) => ({
      ...inConstruction(state, () => ({ suspension: null })),
      status: 'building',
    }),
    notice: {
      to: ['owner', 'finance'],
      zh: '同意复工',
      en: 'Construction may resume',
      next: outcome('请建设单位恢复建设。', 'The owner may go on building.'),
    },
    forCommissioned: true,
  },
  projectTerminated: {
    evolve: (state) => ({
      ...inConstruction(state, () => ({ rectification: null, suspension: null })),
      status: 'terminated',
    }),
    notice: {
      to: ['owner', 'finance'],
      zh: '项目终止，收回资金',
      en: 'The project was terminated; funds are to be returned',
      next: outcome('请建设单位交回资金。', 'The owner is to return the funds.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'resumptionCheck'> = {
  resumptionCheck: {
    zh: '复工检查',
    en: 'check before resuming',
    source: POLICY_DEFAULT,
    runs: { zh: '已申请复工', en: 'resumption asked for' },
    consequence: {
      zh: '超期，记入监督；不视为同意复工',
      en: 'overdue, on the supervision record; no tacit resumption',
    },
    period: 'resumptionCheckWorkingDays',
    due: ({ construction }, facts) => {
      const from = construction?.suspension?.requestedOn
      if (!from) return []
      const { resumptionCheckWorkingDays: workingDays } = facts.policy.values
      return [inWorkdays({ round: construction.suspensions, from, workingDays }, facts)]
    },
    passed: (_state, { dueOn }) => [{ type: 'resumptionCheckOverdue', v: 1, dueOn }],
    settledBy: ['resumeConstruction'],
    responsible: ['authority'],
    isUndone: ({ construction }, round) =>
      construction?.suspensions === round && construction.suspension !== null,
    warnings: { first: 5, last: 1 },
  },
}

export const SUSPENSION = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
