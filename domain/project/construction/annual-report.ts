/**
 * T19: for each year of construction the owner reports on the performance before the year ends. If more was executed than
 * planned or estimated, the report explains it (条例23). An overdue report stops releases (`budget/release.ts`).
 */

import { information, NOTHING_TO_DO, overdue, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { months } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import {
  INVESTMENT_REGULATION_23,
  MEASURES_ANNUAL_REPORT,
  MEASURES_CONSTRUCTION,
} from '../../law/provisions.ts'
import { type Fen, fen, formatWan } from '../../values/money.ts'
import { addMonths, endOfDay, type PlainDate, plainDate, yearOf } from '../../values/plain-date.ts'
import { document, integer, money, object, prose } from '../../values/shape.ts'
import { budgetEstimateFen, plannedThroughFen } from '../budget-sums.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { notNow } from '../status.ts'
import { act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { CONSTRUCTION_PERIOD, LATE_REPORTING, nextReportYear, overdueReportYears } from './reports.ts'
import { inConstruction } from './state.ts'

const REFUSALS = {
  yearNotReportable: {
    kind: 'gate',
    zh: '报告年度应在开工年度 {from} 至今年 {to} 之间',
    en: 'the year of the report must be from {from}, the year of the start, to {to}, the current one',
    source: MEASURES_CONSTRUCTION,
  },
  yearReportedAlready: {
    kind: 'state',
    zh: '{year} 年度绩效评价报告已报送',
    en: 'the performance report of {year} has been filed already',
    source: MEASURES_CONSTRUCTION,
  },
  reportTooEarly: {
    kind: 'gate',
    zh: '{year} 年度绩效评价报告自 {from} 起受理，届时本年度建设情况方可评价：请于该日起、12 月 31 日前报送',
    en: 'the performance report of {year} is taken from {from} on, when enough of the year has passed to be judged: file it from that day until 31 December',
    source: POLICY_DEFAULT,
  },
  trialRunEffectMissing: {
    kind: 'gate',
    zh: '试运行期间的年度报告应当包括试运行效果和遇到的问题',
    en: 'a report made in the trial run must also tell its effect and problems',
    source: MEASURES_CONSTRUCTION,
  },
  overrunUnexplained: {
    kind: 'gate',
    zh: '/overrunExplanation：累计投资执行额 {executed} 万元超出累计年度计划 {planned} 万元或概算 {estimate} 万元，须说明原因和资金来源',
    en: '/overrunExplanation: {executed} × 10,000 yuan were executed, more than planned ({planned}) or approved ({estimate}); say why and from which money',
    source: together(INVESTMENT_REGULATION_23, POLICY_DEFAULT),
  },
  overrunOfNothing: {
    kind: 'input',
    zh: '投资执行额未超出年度计划和概算，无须说明超出原因',
    en: 'nothing is executed beyond the plan and the estimate, so there is no overrun to explain',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const ANNUAL_REPORT_POLICY = {
  /**
   * Months after the start of a year from which its annual report is accepted, as long as construction goes on; 0: from
   * the first day.
   */
  annualReportFromMonths: months(9, undefined, { min: 0, max: 11 }),
}

export type AnnualReportEvent =
  | {
      type: 'performanceReported'
      v: 1
      on: PlainDate
      year: number
      progressPercent: number
      investmentExecutedFen: Fen
      report: string
      userViews: string
      supervisorViews: string
      trialRunEffect: string | null
      /** Filed after the end of its year. */
      isLate: boolean
    }
  /** More was executed by the end of the year than planned or approved (条例23 [C:S9]). */
  | {
      type: 'investmentOverrunReported'
      v: 1
      on: PlainDate
      year: number
      executedFen: Fen
      plannedFen: Fen
      estimateFen: Fen
      explanation: string
    }
  | { type: 'annualReportOverdue'; v: 1; year: number }

/** What the rules need of a report. */
interface Report {
  year: number
  investmentExecutedFen: Fen
  trialRunEffect?: string
  overrunExplanation?: string
}

const acts = {
  reportPerformance: act({
    zh: '报送年度绩效评价报告',
    en: 'file the annual performance report',
    source: MEASURES_ANNUAL_REPORT,
    roles: ['applicant', 'departmentLead'],
    relation: 'owner',
    body: object(
      {
        year: integer(1900, 2199, '报告年度'),
        progressPercent: integer(0, 100, '建设进度'),
        investmentExecutedFen: money<Fen>('投资计划执行额，自开工至报告年度的累计数'),
        report: document('项目绩效评价报告'),
        userViews: document('用户意见'),
        supervisorViews: document('监理意见'),
      },
      {
        trialRunEffect: prose(4000, '试运行效果及问题'),
        overrunExplanation: prose(4000, '执行额超出年度计划或概算的原因和资金来源'),
      },
    ),
    from: [...CONSTRUCTION_PERIOD, ...LATE_REPORTING],
    ready: (state) => (isOver(state) && !isAnyLeft(state) ? [notNow(state)] : []),
    rules: (state, body, facts) => [...yearChecks(state, body, facts), ...executionChecks(state, body)],
    events: (state, body, { on }) => {
      const { trialRunEffect, overrunExplanation: _told, ...said } = body
      const isLate = yearOf(on) > body.year
      return [
        { type: 'performanceReported', v: 1, on, ...said, trialRunEffect: trialRunEffect ?? null, isLate },
        ...overrunOf(state, body, on),
      ]
    },
  }),
}

/** Construction is over. */
const isOver = ({ status }: ProjectState): boolean => LATE_REPORTING.includes(status)

/** A report is overdue, or still due for the construction period. */
const isAnyLeft = (state: ProjectState): boolean =>
  overdueReportYears(state).length > 0 || nextReportYear(state) !== null

function yearChecks(state: ProjectState, { year, trialRunEffect }: Report, { on, policy }: Facts): Check[] {
  const { construction, status } = state
  if (!construction) return []
  const reportableFrom = addMonths(plainDate(`${year}-01-01`), policy.values.annualReportFromMonths)
  const [from, to] = [yearOf(construction.startedOn), yearOf(on)]
  const tellsTrialRun = status !== 'trialRun' || year !== to || trialRunEffect !== undefined
  return [
    must(year >= from && year <= to, 'yearNotReportable', { from, to }),
    must(!construction.reportedYears.includes(year), 'yearReportedAlready', { year }),
    // After the end of construction the report of the last year is complete, so it is accepted at any time.
    must(isOver(state) || year > to || on >= reportableFrom, 'reportTooEarly', {
      year,
      from: reportableFrom,
    }),
    must(tellsTrialRun, 'trialRunEffectMissing'),
  ]
}

/** If more was executed than planned or approved, the report must explain it; the authority gets a notice. */
function executionChecks(state: ProjectState, body: Report): Check[] {
  const { construction } = state
  if (!construction || body.year < yearOf(construction.startedOn)) return []
  const { plannedFen, estimateFen, isBeyond } = limitsOf(state, body)
  const isExplained = body.overrunExplanation !== undefined
  return [
    must(!isBeyond || isExplained, 'overrunUnexplained', {
      executed: formatWan(body.investmentExecutedFen),
      planned: formatWan(plannedFen),
      estimate: formatWan(estimateFen),
    }),
    must(isBeyond || !isExplained, 'overrunOfNothing'),
  ]
}

function limitsOf(state: ProjectState, { year, investmentExecutedFen }: Report) {
  const plannedFen = plannedThroughFen(state, year)
  const estimateFen = budgetEstimateFen(state) ?? fen(0)
  return {
    plannedFen,
    estimateFen,
    isBeyond: investmentExecutedFen > plannedFen || investmentExecutedFen > estimateFen,
  }
}

function overrunOf(state: ProjectState, body: Report, on: PlainDate): AnnualReportEvent[] {
  const { plannedFen, estimateFen } = limitsOf(state, body)
  const { year, investmentExecutedFen: executedFen, overrunExplanation: explanation } = body
  if (explanation === undefined) return []
  const amounts = { executedFen, plannedFen, estimateFen }
  return [{ type: 'investmentOverrunReported', v: 1, on, year, ...amounts, explanation }]
}

const events: Events<AnnualReportEvent> = {
  performanceReported: {
    evolve: (state, { year }, { by }) =>
      inConstruction(withPreparer(state, by), ({ reportedYears, overdueYears }) => ({
        reportedYears: [...reportedYears, year],
        overdueYears: overdueYears.filter((one) => one !== year),
      })),
    notice: {
      to: ['authority'],
      zh: '年度绩效评价报告已报送',
      en: 'The annual performance report was filed',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  investmentOverrunReported: {
    // Changes nothing: the estimate stays valid until a new one is approved. The authority decides what to do.
    evolve: (state) => state,
    notice: {
      to: ['authority', 'finance'],
      zh: '投资执行额超出年度计划或概算',
      en: 'More was executed than planned or approved',
      next: toDo(
        '请审批部门核实原因和资金来源。',
        'The authority is to verify the reasons and the source of the money.',
      ),
    },
  },
  annualReportOverdue: {
    evolve: (state, { year }) =>
      inConstruction(state, ({ overdueYears }) => ({ overdueYears: [...overdueYears, year] })),
    notice: {
      to: ['owner', 'authority', 'finance'],
      zh: '年度绩效评价报告逾期，暂停拨付',
      en: 'The annual performance report is overdue; no funds are released',
      next: overdue(
        '请建设单位补报，补报前不再拨付资金。',
        'The owner is to file it; no funds are released before.',
      ),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'annualReport'> = {
  annualReport: {
    zh: '年度绩效评价报告',
    en: 'annual performance report',
    source: MEASURES_CONSTRUCTION,
    // "Before the end of the year" is a date in the law: days off do not move it, so it is never provisional.
    runs: {
      zh: '开工后至建成当年的报告报送为止',
      en: 'from the start until the year of completion is reported',
    },
    consequence: { zh: '逾期：补报前不再拨付', en: 'overdue: releases are blocked until it is filed' },
    due: (state) => {
      const year = nextReportYear(state)
      if (year === null) return []
      const dueOn = plainDate(`${year}-12-31`)
      return [{ round: year, dueOn, dueAt: endOfDay(dueOn), provisional: false, basis: { unit: 'date' } }]
    },
    passed: (_state, { round }) => [{ type: 'annualReportOverdue', v: 1, year: round }],
    settledBy: ['reportPerformance'],
    responsible: ['owner'],
    isUndone: ({ construction }, year) => construction?.overdueYears.includes(year) ?? false,
    warnings: { first: 20, last: 5 },
  },
}

export const ANNUAL_REPORT = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
