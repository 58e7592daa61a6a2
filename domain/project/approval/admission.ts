/**
 * T2 and T4: admission. Within some working days of the receipt the authority admits, or declines and names the competent authority.
 * If it does neither, the application counts as admitted from the receipt (许可法32), but not as approved. How a supplement restarts
 * the check is in supplement.ts. The owner gets a notice of silent admission; the authority sees it in its tasks and in the history.
 * Silence refuses nothing: the authority can still return or refuse the document itself (decision.ts).
 */

import { outcome } from '../../case/notice.ts'
import { pathOf } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { workingDays, yesOrNo } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { LICENSING_LAW_32, LICENSING_LAW_ADMISSION } from '../../law/provisions.ts'
import { startClock } from '../../values/clock.ts'
import { isSameRoot, type OrgId } from '../../values/directory.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { list, object, organisation, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { decisionPeriod, jointHandlingChecks } from './joint-handling.ts'
import { type ToBeServed, withService } from './service.ts'
import { inApproval, isOfReceived } from './state.ts'

const REFUSALS = {
  rightAuthorityIsSelf: {
    kind: 'gate',
    zh: '{name} 属于本审批部门；不予受理须告知其他有权受理的部门，否则请受理或者通知补正',
    en: '{name} is of the authority itself: declining names another one that is competent; otherwise admit, or ask for a supplement',
    source: LICENSING_LAW_ADMISSION,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const ADMISSION_POLICY = {
  /** From the receipt until the authority must have requested a supplement, admitted or declined. */
  completenessWorkingDays: workingDays(5, LICENSING_LAW_32),
  /** Whether the application counts as admitted after that period. */
  silentAdmission: yesOrNo(true, together(LICENSING_LAW_32, POLICY_DEFAULT)),
}

export type AdmissionEvent =
  /** `silently`: the authority did nothing in time. */
  | {
      type: 'admitted'
      v: 1
      on: PlainDate
      silently: boolean
      workingDays: number
      /** Other departments that handle it together with the authority; absent where none does. */
      jointly?: OrgId[]
    }
  | ({ type: 'admissionDeclined'; v: 1; rightAuthority: string; reasons: string } & ToBeServed)

/** Admission as of `on`; the decision clock starts that day. */
const admitted = ({ policy }: Facts, on: PlainDate, silently: boolean) =>
  ({ type: 'admitted', v: 1, on, silently, ...periodOf(policy) }) as const

/** The period of the decision, and who shares it. */
const periodOf = (policy: Facts['policy'], jointly?: OrgId[]) => ({
  workingDays: decisionPeriod(jointly, policy).workingDays,
  ...(jointly ? { jointly } : {}),
})

const acts = {
  admit: act({
    zh: '受理',
    en: 'admit',
    source: together(LICENSING_LAW_ADMISSION, LICENSING_LAW_32),
    ...APPROVER,
    decides: true,
    body: object({}, { jointly: list(organisation('联合办理的部门'), 1, 10) }),
    bulk: true,
    from: ['submitted'],
    rules: (state, { jointly = [] }, facts) => jointHandlingChecks(state, jointly, facts),
    events: (_state, { jointly }, facts) => [
      { ...admitted(facts, facts.on, false), ...periodOf(facts.policy, jointly) },
    ],
  }),
  declineAdmission: act({
    zh: '不予受理',
    en: 'decline admission',
    source: LICENSING_LAW_ADMISSION,
    ...APPROVER,
    decides: true,
    body: object({ rightAuthority: organisation('有权受理的部门'), reasons: prose(4000, 'written reasons') }),
    from: ['submitted'],
    // T4: an authority that is not competent names the one that is.
    rules: (state, { rightAuthority }, { named }) => [
      must(!isSameRoot(pathOf(named, rightAuthority), [state.authority]), 'rightAuthorityIsSelf', {
        name: rightAuthority,
      }),
    ],
    events: (_state, { rightAuthority, reasons }, { on }) => [
      { type: 'admissionDeclined', v: 1, rightAuthority, reasons, serveFrom: on },
    ],
  }),
}

const events: Events<AdmissionEvent> = {
  admitted: {
    evolve: (state, { on, workingDays, jointly }) => ({
      ...inApproval(state, { clock: startClock(on, workingDays), ...(jointly ? { jointly } : {}) }),
      status: 'admitted',
    }),
    notice: {
      to: ['owner', 'named'],
      // The departments that handle it jointly.
      named: ({ jointly = [] }) => ({
        people: [],
        offices: jointly.map((org) => ({ role: 'approver' as const, org })),
      }),
      zh: '申报已受理',
      en: 'The application was admitted',
      next: outcome('请等待审批决定。', 'The decision follows; nothing needs to be done.'),
    },
    history: ({ jointly }) =>
      jointly
        ? { zh: '申报已受理，由有关部门联合办理', en: 'The application was admitted, and is handled jointly' }
        : { zh: '申报已受理', en: 'The application was admitted' },
    automatic: ({ silently }) =>
      silently
        ? {
            zh: '逾期未告知，自收到申请材料之日起即为受理（系统）',
            en: 'Admitted by silence from the day of receipt (system)',
          }
        : undefined,
    forCommissioned: true,
  },
  admissionDeclined: {
    evolve: (state, event) => ({ ...withService(state, { verdict: 'declined' }, event), status: 'declined' }),
    notice: {
      to: ['owner'],
      zh: '申报不予受理',
      en: 'Admission was declined',
      next: outcome(
        '请建设单位查看理由，向有权受理的部门申报。',
        'The owner is to read the reasons and apply to the competent authority.',
      ),
    },
    forCommissioned: true,
  },
}

/** The check of the document runs; a supplement for something that the authority itself forgot does not stop it (T3 [D]). */
const isBeingChecked = ({ status, approval }: ProjectState): boolean =>
  status === 'submitted' || (status === 'supplementing' && approval.ownFault)

const deadlines: Deadlines<'completeness'> = {
  completeness: {
    zh: '完整性审查',
    en: 'completeness check',
    source: LICENSING_LAW_32,
    runs: {
      zh: '材料已提交，或因审批部门自身遗漏而补正期间',
      en: 'submitted, or supplementing what the authority itself forgot',
    },
    consequence: {
      zh: '自收到申请材料之日起即为受理，政策另有规定的除外',
      en: 'counts as admitted from the receipt date, unless policy says otherwise',
    },
    period: 'completenessWorkingDays',
    due: (state, facts) => {
      const { round, receivedOn: from } = state.approval
      const { completenessWorkingDays: workingDays } = facts.policy.values
      return isBeingChecked(state) ? [inWorkdays({ round, from, workingDays }, facts)] : []
    },
    passed: ({ approval }, _deadline, facts) =>
      facts.policy.values.silentAdmission ? [admitted(facts, approval.receivedOn, true)] : [],
    settledBy: ['admit', 'requestSupplement', 'declineAdmission'],
    responsible: ['authority'],
    isUndone: ({ status, approval }, round) => status === 'submitted' && approval.round === round,
    warnings: { first: 0, last: 1 },
    isCurrent: isOfReceived,
  },
}

export const ADMISSION = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
