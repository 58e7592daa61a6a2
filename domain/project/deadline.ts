/** Deadlines: what the clock will do to a case, when, and on which calendar and policy that date rests. */
import type { Clock } from '../values/clock.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'

export const DEADLINES = {
  completeness: { zh: '完整性审查', en: 'completeness check', source: '许可法32 [C:S10]' },
  supplement: { zh: '补正', en: 'supplement', source: 'policy default [D]' },
  appraisal: { zh: '评估报告', en: 'appraisal report', source: '[C:S13]' },
  decision: { zh: '审批决定', en: 'decision', source: '许可法42 [C:S10]' },
  condition: { zh: '批复条件', en: 'condition of an approval', source: 'policy default [D]' },
  seat: { zh: '席位签署', en: 'signature of a seat', source: 'Separation of duties [D]' },
  annualReport: { zh: '年度绩效评价报告', en: 'annual performance report', source: '建设管理 ch. R+' },
  rectification: { zh: '整改', en: 'rectification', source: 'policy default [D]' },
  resumptionCheck: { zh: '复工检查', en: 'check before resuming', source: 'policy default [D]' },
  acceptanceApplication: { zh: '申请验收', en: 'application for acceptance', source: '建设管理 ch. R+' },
  acceptanceDecision: { zh: '验收', en: 'acceptance', source: 'policy default [D]' },
  acceptanceRectification: {
    zh: '验收整改',
    en: 'rectification after a failed acceptance',
    source: 'policy default [D]',
  },
  acceptanceReport: {
    zh: '验收报告备案',
    en: 'filing of the acceptance report',
    source: 'policy default [D]',
  },
  selfEvaluation: { zh: '自评价', en: 'self-evaluation', source: '[C:S6]' },
  postEvaluation: { zh: '后评价', en: 'post-evaluation', source: 'policy default [D]' },
} as const satisfies Record<string, { zh: string; en: string; source: string }>

export type DeadlineKind = keyof typeof DEADLINES

export interface Deadline {
  kind: DeadlineKind
  /** Tells repetitions apart: the round of the review, the year of a report. */
  round: number
  /** The last day on which the act is in time. */
  dueOn: PlainDate
  /** The instant at which the clock acts: the end of `dueOn`, or exact where the rule counts hours. */
  dueAt: Instant
  /** True when the period runs through a year whose holidays are not published yet. */
  provisional: boolean
  calendarVersion: string
  policyVersion: string
  /** Only of a deadline that a calendar or a policy moved under people's feet. */
  moved?: Moved
}

/** From where a deadline was moved, and by which version. */
export interface Moved {
  from: PlainDate
  wasProvisional: boolean
  cause: 'calendar' | 'policy'
  version: string
}

/** What a due date follows from; `date`: the law or a decision names the day itself. */
export type Basis =
  | { unit: 'workingDays'; clock: Clock }
  | { unit: 'months'; from: PlainDate; months: number }
  | { unit: 'hours'; from: Instant; hours: number }
  | { unit: 'date' }

/** Deadlines as the rules want them, before the versions are noted. */
export type PlannedDeadline = Omit<Deadline, 'calendarVersion' | 'policyVersion' | 'moved'> & { basis: Basis }

type Repetition = Pick<Deadline, 'kind' | 'round'>

export const sameDeadline = (a: Repetition, b: Repetition): boolean =>
  a.kind === b.kind && a.round === b.round

/** The deadline that comes first: what the clock will do next. */
export const firstDue = ({ deadlines }: { deadlines: readonly Deadline[] }): Deadline | undefined =>
  deadlines.reduce<Deadline | undefined>(
    (first, deadline) => (first === undefined || deadline.dueAt < first.dueAt ? deadline : first),
    undefined,
  )
