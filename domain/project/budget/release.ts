/**
 * T15 and the payment guard (rulebook §2.6): money is released within the budget and the plan, and by progress.
 */

import { information, NOTHING_TO_DO } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { voicesOf } from '../../case/voices.ts'
import {
  POLICY_DEFAULT,
  POLICY_RELEASE,
  POLICY_RELEASE_AND_REPORT,
  SEPARATION_OF_DUTIES,
} from '../../law/own-policy.ts'
import { percent } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import {
  BUDGET_LAW_18,
  BUDGET_REGULATION_57,
  INVESTMENT_REGULATION_15_18,
  INVESTMENT_REGULATION_34,
  INVESTMENT_REGULATION_PLAN,
  MEASURES_FUNDS,
  MEASURES_SUSPENSION_FUNDS,
  NDRC_ORDER_55,
} from '../../law/provisions.ts'
import type { Review } from '../../review/state.ts'
import { isSameIdentifier } from '../../values/identifier.ts'
import type { PersonId } from '../../values/ids.ts'
import { type Fen, formatWan, percentOf } from '../../values/money.ts'
import { type PlainDate, yearOf } from '../../values/plain-date.ts'
import { documentNumber, integer, money, object } from '../../values/shape.ts'
import { amountCheck } from '../amount.ts'
import {
  budgetEstimateFen,
  planLineOf,
  plannedThroughFen,
  releasedFen,
  releasedInYearFen,
  roomFen,
} from '../budget-sums.ts'
import { overdueReportYears } from '../construction/reports.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { act, type Events, type ProjectTopic } from '../topic.ts'
import { FUNDABLE_STATUSES } from './fundable-statuses.ts'

const REFUSALS = {
  releaseBeforeEstimate: {
    kind: 'gate',
    zh: '初步设计方案和投资概算未批准前，不得拨付建设资金',
    en: 'no construction money before the preliminary design and budget estimate are approved',
    source: NDRC_ORDER_55,
  },
  releaseWhileSuspended: {
    kind: 'gate',
    zh: '项目已暂停建设，停止拨付资金',
    en: 'the project is suspended: nothing is released',
    source: together(MEASURES_SUSPENSION_FUNDS, INVESTMENT_REGULATION_34),
  },
  releaseWithReportOverdue: {
    kind: 'gate',
    zh: '{year} 年度绩效评价报告逾期未报，暂不拨付',
    en: 'the annual performance report of {year} is overdue: the next release is blocked',
    source: POLICY_RELEASE_AND_REPORT,
  },
  releaseOutsideYear: {
    kind: 'gate',
    zh: '只能拨付当年（{current} 年）预算资金',
    en: 'only funds of the current budget year ({current}) can be released',
    source: BUDGET_LAW_18,
  },
  releaseDocumentUsed: {
    kind: 'gate',
    zh: '文号 {documentNumber} 已用于一次拨付',
    en: 'the document {documentNumber} has been used for a release already',
    source: POLICY_DEFAULT,
  },
  notInAnnualPlan: {
    kind: 'gate',
    zh: '未列入 {year} 年度计划，不得拨付',
    en: 'not listed in the annual plan of {year}: nothing is released',
    source: together(INVESTMENT_REGULATION_PLAN, INVESTMENT_REGULATION_15_18),
  },
  planListerMayNotRelease: {
    kind: 'forbidden',
    zh: '列入年度计划的人员不得拨付该笔资金',
    en: 'whoever listed the line in the annual plan never releases on it',
    source: SEPARATION_OF_DUTIES,
  },
  releaseBeyondYear: {
    kind: 'gate',
    zh: '本年累计拨付不得超过 {year} 年度计划；至多还可拨付 {room} 万元',
    en: 'releases of {year} must stay within its line of the plan; at most {room} × 10,000 yuan are left',
    source: BUDGET_REGULATION_57,
  },
  releaseBeyondPlan: {
    kind: 'gate',
    zh: '累计拨付不得超过累计年度计划；至多还可拨付 {room} 万元',
    en: 'cumulative releases must stay within the cumulative plan; at most {room} × 10,000 yuan are left',
    source: POLICY_RELEASE,
  },
  releaseBeyondEstimate: {
    kind: 'gate',
    zh: '累计拨付不得超过已批准的概算；至多还可拨付 {room} 万元',
    en: 'cumulative releases must stay within the budget estimate; at most {room} × 10,000 yuan are left',
    source: POLICY_RELEASE,
  },
  releaseIntoHoldback: {
    kind: 'gate',
    zh: '验收前须保留概算的 {percent}%；至多还可拨付 {room} 万元',
    en: '{percent}% of the budget estimate stay until acceptance; at most {room} × 10,000 yuan are left',
    source: POLICY_RELEASE,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const RELEASE_POLICY = {
  /** Part of the budget estimate that stays unreleased until acceptance. */
  holdbackPercent: percent(5),
}

export type ReleaseEvent = {
  type: 'fundsReleased'
  v: 1
  on: PlainDate
  year: number
  amountFen: Fen
  documentNumber: string
  policyVersion: string
}

/** The amount requested, and the year of its plan line. */
interface ReleaseBody {
  year: number
  amountFen: Fen
}

const acts = {
  releaseFunds: act({
    zh: '拨付资金',
    en: 'release funds',
    source: together(MEASURES_FUNDS, BUDGET_REGULATION_57),
    roles: ['financeMinistry'],
    relation: 'national',
    review: 'release',
    decides: true,
    body: object({
      year: integer(2000, 2199, '预算年度'),
      amountFen: money<Fen>('拨付金额'),
      documentNumber: documentNumber('拨付文号，每次拨付一份'),
    }),
    from: FUNDABLE_STATUSES,
    ready: (state) => [
      must(budgetEstimateFen(state) !== null, 'releaseBeforeEstimate'),
      must(state.status !== 'suspended', 'releaseWhileSuspended'),
      ...overdueReportYears(state).map((year) => must(false, 'releaseWithReportOverdue', { year })),
    ],
    rules: (state, body, facts) => [
      amountCheck(body.amountFen),
      must(body.year === yearOf(facts.on), 'releaseOutsideYear', { current: yearOf(facts.on) }),
      must(!isUsed(state, body.documentNumber), 'releaseDocumentUsed', {
        documentNumber: body.documentNumber,
      }),
      ...lineChecks(state, body, facts),
      ...estimateChecks(state, body, facts),
    ],
    events: (_state, { year, amountFen, documentNumber }, { on, policy }) => [
      { type: 'fundsReleased', v: 1, on, year, amountFen, documentNumber, policyVersion: policy.version },
    ],
    earlierPart: ({ state, review: { subject } }, sides) => [
      listerCheck(
        state,
        yearIn(subject),
        sides.flatMap(({ people }) => people),
      ),
    ],
    keptAway: (state, subject) => listersOf(state, yearIn(subject)),
  }),
}

const yearIn = ({ body }: Review['subject']): number => (body as ReleaseBody).year

const isUsed = ({ budget }: ProjectState, documentNumber: string): boolean =>
  budget.releases.some((release) => isSameIdentifier(release.documentNumber, documentNumber))

/** Within the plan line of the year, and within all lines up to that year. */
function lineChecks(state: ProjectState, { year, amountFen }: ReleaseBody, { actor }: Facts): Check[] {
  const line = planLineOf(state, year)
  const planRoom = roomFen(plannedThroughFen(state, year), releasedFen(state))
  const inPlan = must(amountFen <= planRoom, 'releaseBeyondPlan', { room: formatWan(planRoom) })
  if (!line) return [must(false, 'notInAnnualPlan', { year }), inPlan]
  const yearRoom = roomFen(line.amountFen, releasedInYearFen(state, year))
  return [
    listerCheck(state, year, voicesOf(actor)),
    must(amountFen <= yearRoom, 'releaseBeyondYear', { year, room: formatWan(yearRoom) }),
    inPlan,
  ]
}

/** Separation of duties: people who signed for the plan line may neither propose nor sign a release on it. */
function listerCheck(state: ProjectState, year: number, voices: readonly PersonId[]): Check {
  const listers = listersOf(state, year)
  return must(!voices.some((voice) => listers.includes(voice)), 'planListerMayNotRelease')
}

const listersOf = (state: ProjectState, year: number): PersonId[] => planLineOf(state, year)?.listedBy ?? []

/** Within the budget estimate, less the part that is held back until acceptance. Not checked before an estimate is approved. */
function estimateChecks(state: ProjectState, { amountFen }: ReleaseBody, { policy }: Facts): Check[] {
  const estimate = budgetEstimateFen(state)
  if (estimate === null) return []
  const released = releasedFen(state)
  const room = roomFen(estimate, released)
  const within = must(amountFen <= room, 'releaseBeyondEstimate', { room: formatWan(room) })
  if (state.acceptance?.passedOn) return [within]
  const percent = policy.values.holdbackPercent
  const roomBefore = roomFen(percentOf(estimate, 100 - percent), released)
  return [
    within,
    must(amountFen <= roomBefore, 'releaseIntoHoldback', { percent, room: formatWan(roomBefore) }),
  ]
}

/** Not for commissioned readers: it is about the money of the project. */
const events: Events<ReleaseEvent> = {
  fundsReleased: {
    evolve: (state, { year, amountFen, documentNumber, on }) => {
      const release = { year, amountFen, documentNumber, on }
      return { ...state, budget: { ...state.budget, releases: [...state.budget.releases, release] } }
    },
    notice: {
      to: ['owner', 'authority'],
      zh: '资金已拨付',
      en: 'Funds were released',
      next: information(...NOTHING_TO_DO),
    },
  },
}

export const RELEASE = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
