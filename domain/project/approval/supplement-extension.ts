/**
 * T3: more time for a supplement, once for each notice. The owner asks while the period runs, the authority grants or refuses. A
 * request that is still undecided on the last day is granted by silence where policy says so, or the authority would withdraw the
 * application by not answering. Only the new last day withdraws then (supplement.ts).
 */

import { outcome, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { inWorkdays, type Period } from '../../engine/period.ts'
import { POLICY_DEFAULT, POLICY_SUPPLEMENT, STEP_SUPPLEMENT } from '../../law/own-policy.ts'
import { workingDays, yesOrNo } from '../../law/policy.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { object, oneOf, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { inApproval } from './state.ts'

const REFUSALS = {
  supplementExtensionPending: {
    kind: 'state',
    zh: '延长补正期限的申请正待决定',
    en: 'a request for more time is waiting for its decision already',
    source: POLICY_DEFAULT,
  },
  supplementExtendedAlready: {
    kind: 'gate',
    zh: '本次补正的延期申请已作决定，每次补正通知只能申请延长一次',
    en: 'more time for this supplement was decided on already: it is asked for once for each notice',
    source: POLICY_SUPPLEMENT,
  },
  supplementPeriodOver: {
    kind: 'gate',
    zh: '补正期限已于 {dueOn} 届满：只能在届满前申请延长',
    en: 'the period for the supplement ran out on {dueOn}: more time is asked for before',
    source: POLICY_SUPPLEMENT,
  },
  supplementExtensionNotAsked: {
    kind: 'state',
    zh: '没有待决定的延长补正期限申请',
    en: 'no request for more time is waiting for a decision',
    source: POLICY_SUPPLEMENT,
  },
  supplementExtensionReasonsMissing: {
    kind: 'gate',
    zh: '不同意延长补正期限须书面说明理由',
    en: 'a refusal of more time needs written reasons',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const SUPPLEMENT_EXTENSION_POLICY = {
  /** Added to the period of a supplement, once. */
  supplementExtensionWorkingDays: workingDays(15),
  /** A request that is undecided on the last day counts as granted. */
  silentSupplementExtension: yesOrNo(true),
}

export type SupplementExtensionEvent =
  | { type: 'supplementExtensionAsked'; v: 1; on: PlainDate; reasons: string }
  /** `silently`: the authority did not decide in time. */
  | { type: 'supplementExtended'; v: 1; workingDays: number; silently: boolean }
  | { type: 'supplementExtensionRefused'; v: 1; reasons: string }

/** From the notice, with what was granted. */
export function supplementPeriod({ approval }: ProjectState, { policy }: Facts): Period {
  const { round, askedOn, receivedOn, supplementExtension } = approval
  const added = supplementExtension?.verdict === 'granted' ? supplementExtension.workingDays : 0
  const workingDays = policy.values.supplementWorkingDays + added
  return { round, from: askedOn ?? receivedOn, workingDays }
}

/** The request on the latest notice that nobody has decided on. */
export const awaitsSupplementExtension = ({
  status,
  approval,
}: Pick<ProjectState, 'status' | 'approval'>): boolean =>
  status === 'supplementing' && approval.supplementExtension?.verdict === null

export const extendedBySilence = (state: ProjectState, { policy }: Facts): boolean =>
  awaitsSupplementExtension(state) && policy.values.silentSupplementExtension

export const supplementExtended = ({ policy }: Facts, silently: boolean) =>
  ({
    type: 'supplementExtended',
    v: 1,
    workingDays: policy.values.supplementExtensionWorkingDays,
    silently,
  }) as const

function runningCheck(state: ProjectState, facts: Facts): Check {
  const { dueOn } = inWorkdays(supplementPeriod(state, facts), facts)
  return must(facts.on <= dueOn, 'supplementPeriodOver', { dueOn })
}

const acts = {
  askForSupplementExtension: act({
    zh: '申请延长补正期限',
    en: 'ask for more time to supplement',
    source: STEP_SUPPLEMENT,
    ...DEPARTMENT_LEAD,
    body: object({ reasons: prose(4000, 'written reasons') }),
    from: ['supplementing'],
    ready: (state, facts) => [
      must(!awaitsSupplementExtension(state), 'supplementExtensionPending'),
      must(!state.approval.supplementExtension?.verdict, 'supplementExtendedAlready'),
      runningCheck(state, facts),
    ],
    events: (_state, { reasons }, { on }) => [{ type: 'supplementExtensionAsked', v: 1, on, reasons }],
  }),
  decideSupplementExtension: act({
    zh: '决定延长补正期限申请',
    en: 'decide on more time to supplement',
    source: STEP_SUPPLEMENT,
    ...APPROVER,
    decides: true,
    body: object({ verdict: oneOf(['grant', 'refuse']) }, { reasons: prose(4000, 'required for a refusal') }),
    from: ['supplementing'],
    ready: (state) => [must(awaitsSupplementExtension(state), 'supplementExtensionNotAsked')],
    rules: (_state, { verdict, reasons }) => [
      must(verdict === 'grant' || reasons !== undefined, 'supplementExtensionReasonsMissing'),
    ],
    events: (_state, { verdict, reasons }, facts) => [
      verdict === 'grant'
        ? supplementExtended(facts, false)
        : { type: 'supplementExtensionRefused', v: 1, reasons: reasons ?? '' },
    ],
  }),
}

const decided = (state: ProjectState, verdict: 'granted' | 'refused', workingDays: number): ProjectState =>
  inApproval(state, { supplementExtension: { verdict, workingDays } })

const events: Events<SupplementExtensionEvent> = {
  supplementExtensionAsked: {
    evolve: (state, _event, { by }) =>
      inApproval(withPreparer(state, by), { supplementExtension: { verdict: null, workingDays: 0 } }),
    notice: {
      to: ['authority'],
      zh: '申请延长补正期限',
      en: 'More time to supplement is asked for',
      next: toDo(
        '请审批部门在补正期限届满前作出决定。',
        'The authority is to decide on it before the period ends.',
      ),
    },
    forCommissioned: true,
  },
  supplementExtended: {
    evolve: (state, { workingDays }) => decided(state, 'granted', workingDays),
    notice: {
      to: ['owner'],
      zh: '补正期限已延长',
      en: 'The period for the supplement was extended',
      next: outcome('请建设单位在新的期限内补正。', 'The owner is to supplement by the new date.'),
    },
    automatic: ({ silently }) =>
      silently
        ? {
            zh: '逾期未决定，视为同意延长补正期限（系统）',
            en: 'More time to supplement: granted by silence (system)',
          }
        : undefined,
    forCommissioned: true,
  },
  supplementExtensionRefused: {
    evolve: (state) => decided(state, 'refused', 0),
    notice: {
      to: ['owner'],
      zh: '不同意延长补正期限',
      en: 'More time to supplement was refused',
      next: outcome('请建设单位在原期限内补正。', 'The owner is to supplement by the date that stands.'),
    },
    forCommissioned: true,
  },
}

export const SUPPLEMENT_EXTENSION = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
