/** T15: the line of a year in the annual plan (条例15-18). It needs an approved study, and may not exceed the approved amount. */

import { information, NOTHING_TO_DO } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT, POLICY_RELEASE } from '../../law/own-policy.ts'
import { amount } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import {
  BUDGET_LAW_18,
  INVESTMENT_REGULATION_15_18,
  INVESTMENT_REGULATION_17,
  INVESTMENT_REGULATION_PLAN,
} from '../../law/provisions.ts'
import { signersOf } from '../../review/carried-by.ts'
import type { PersonId } from '../../values/ids.ts'
import { type Fen, fen, formatWan } from '../../values/money.ts'
import { type PlainDate, plainDate, yearOf } from '../../values/plain-date.ts'
import { documentNumber, integer, money, object, oneOf } from '../../values/shape.ts'
import { amountCheck } from '../amount.ts'
import { feasibilityCheck } from '../approval/validity.ts'
import { buildBanChecks } from '../ban-checks.ts'
import { budgetEstimateFen, planCeilingFen, planLineOf, plannedFen, roomFen } from '../budget-sums.ts'
import type { Facts } from '../facts.ts'
import { plannableCheck } from '../planned-ahead.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Events, type ProjectTopic } from '../topic.ts'
import { FUNDABLE_STATUSES } from './fundable-statuses.ts'
import { FUND_SOURCES, type FundSource } from './words.ts'

const REFUSALS = {
  planBeforeApproval: {
    kind: 'gate',
    zh: '可行性研究报告或概算尚未批准，不得列入年度计划',
    en: 'neither the feasibility study nor the budget estimate is approved, so there is nothing to plan',
    source: INVESTMENT_REGULATION_17,
  },
  planLineTooSmall: {
    kind: 'gate',
    zh: '年度计划不得少于 {least} 万元，除非恰为概算（或估算）的余额',
    en: 'a line of the annual plan is of {least} × 10,000 yuan at least, unless it is just what is left of the estimate',
    source: POLICY_DEFAULT,
  },
  planYearOver: {
    kind: 'gate',
    zh: '{year} 年度已结束，不得再列入计划',
    en: 'the budget year {year} is over; nothing more can be planned for it',
    source: BUDGET_LAW_18,
  },
  yearListedAlready: {
    kind: 'state',
    zh: '{year} 年度已列入计划（{documentNumber}）',
    en: 'the year {year} is listed already ({documentNumber})',
    source: POLICY_DEFAULT,
  },
  planBeyondEstimate: {
    kind: 'gate',
    zh: '累计年度计划不得超过已批准的概算（或估算）；本次至多 {room} 万元',
    en: 'the cumulative plan must stay within the approved estimate; at most {room} × 10,000 yuan are left',
    source: POLICY_RELEASE,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const PLAN_POLICY = {
  /** The smallest line of an annual plan. */
  planLineMinimumFen: amount(1_000_000),
}

export type PlanEvent = {
  type: 'annualPlanListed'
  v: 1
  on: PlainDate
  year: number
  amountFen: Fen
  source: FundSource
  documentNumber: string
  /** All people who signed for the line. */
  listedBy: PersonId[]
  policyVersion: string
}

const acts = {
  listInAnnualPlan: act({
    zh: '列入年度计划',
    en: 'list in the annual plan',
    source: together(INVESTMENT_REGULATION_PLAN, INVESTMENT_REGULATION_15_18),
    ...APPROVER,
    review: 'annualPlan',
    decides: true,
    body: object({
      year: integer(2000, 2199, '预算年度'),
      amountFen: money<Fen>('年度投资'),
      source: oneOf(FUND_SOURCES, '资金来源'),
      documentNumber: documentNumber('年度计划文号'),
    }),
    from: FUNDABLE_STATUSES,
    ready: (state, facts) => [
      must(planCeilingFen(state) !== null, 'planBeforeApproval'),
      ...studyChecks(state, facts),
      ...(state.construction === null ? buildBanChecks(facts) : []),
    ],
    rules: (state, { year, amountFen }, { on, policy }) => {
      const listed = planLineOf(state, year)
      return [
        amountCheck(amountFen),
        notTooSmall(state, amountFen, policy.values.planLineMinimumFen),
        must(year >= yearOf(on), 'planYearOver', { year }),
        plannableCheck(plainDate(`${year}-01-01`), { on, policy }),
        must(listed === undefined, 'yearListedAlready', {
          year,
          documentNumber: listed?.documentNumber ?? '',
        }),
        withinEstimate(state, amountFen),
      ]
    },
    events: (state, { year, amountFen, source, documentNumber }, { on, policy, actor }) => [
      {
        type: 'annualPlanListed',
        v: 1,
        on,
        year,
        amountFen,
        source,
        documentNumber,
        listedBy: signersOf(state, 'annualPlan', actor),
        policyVersion: policy.version,
      },
    ],
  }),
}

/** If the line rests on the study alone, the study must still be valid. */
const studyChecks = (state: ProjectState, facts: Facts): Check[] =>
  budgetEstimateFen(state) === null ? [feasibilityCheck(state, facts)] : []

/** The amount that may still be listed; 0 before there is a ceiling. */
const planRoomFen = (state: ProjectState): Fen => roomFen(planCeilingFen(state) ?? fen(0), plannedFen(state))

/** A line of a token amount would use up the only line of the year, and look like funds. The rest of the estimate may be less than the minimum. */
function notTooSmall(state: ProjectState, amountFen: Fen, least: Fen): Check {
  const room = planRoomFen(state)
  return must(amountFen <= 0 || amountFen >= least || amountFen === room, 'planLineTooSmall', {
    least: formatWan(least),
  })
}

function withinEstimate(state: ProjectState, amountFen: Fen): Check {
  const room = planRoomFen(state)
  return must(planCeilingFen(state) === null || amountFen <= room, 'planBeyondEstimate', {
    room: formatWan(room),
  })
}

/** Not for commissioned readers: it is about the money of the project. */
const events: Events<PlanEvent> = {
  annualPlanListed: {
    evolve: (state, { year, amountFen, source, documentNumber, listedBy, on }) => {
      const line = { year, amountFen, source, documentNumber, on, listedBy }
      return { ...state, budget: { ...state.budget, annualPlan: [...state.budget.annualPlan, line] } }
    },
    notice: {
      to: ['owner', 'finance'],
      zh: '已列入年度计划',
      en: 'Listed in the annual plan',
      next: information(...NOTHING_TO_DO),
    },
  },
}

export const PLAN = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
