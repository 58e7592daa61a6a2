/**
 * T26: the archive acceptance, and the acceptance itself. The authority decides within some working days of the application; there is no
 * tacit acceptance. If it fails, the authority lists the defects, and the owner rectifies them and applies again. A second failure gives
 * the project priority for post-evaluation and requires a report on the funds (rulebook §2.7 [D]).
 */

import { NOTHING_TO_DO, outcome, overdue, toDo } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_ACCEPTANCE, POLICY_DEFAULT } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import {
  MEASURES_ACCEPTANCE,
  MEASURES_ACCEPTANCE_DECISION,
  MEASURES_SHARING_RESULT,
} from '../../law/provisions.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, flag, type Infer, list, object, oneOf, prose } from '../../values/shape.ts'
import { voidedSignature } from '../construction/voiding.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { stillValidChecks } from './assessments.ts'
import { type AcceptanceState, ASSESSMENTS, type Assessment, acceptanceOf, inAcceptance } from './state.ts'
import { ACCEPTANCE_CHECK_TITLES, ACCEPTANCE_CHECKS, type AcceptanceCheck } from './words.ts'

const REFUSALS = {
  archiveNotAccepted: {
    kind: 'gate',
    zh: '未进行档案验收或者档案验收不合格，不得通过验收',
    en: 'without a passed archive acceptance the project may not pass',
    source: MEASURES_ACCEPTANCE,
  },
  acceptanceCheckUnmet: {
    kind: 'gate',
    zh: '验收检查事项不合格：{check}',
    en: 'a check of the acceptance is not met: {check}',
    source: together(MEASURES_ACCEPTANCE, MEASURES_SHARING_RESULT),
  },
  cryptographyAssessmentUnmet: {
    kind: 'gate',
    zh: '密评结论为不符合，不得通过验收',
    en: 'with a cryptography assessment that found the requirements unmet the project may not pass',
    source: together(MEASURES_ACCEPTANCE, POLICY_DEFAULT),
  },
  failuresMissing: {
    kind: 'gate',
    zh: '不通过验收须书面列明问题',
    en: 'a failed acceptance needs its written list',
    source: POLICY_ACCEPTANCE,
  },
  failuresOnPass: {
    kind: 'input',
    zh: '通过验收不得附带不通过事项',
    en: 'an acceptance that passes cannot list failures',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const ACCEPTANCE_DECISION_POLICY = {
  /** From the application to the decision. */
  acceptanceDecisionWorkingDays: workingDays(30),
  /** From a failed acceptance to the next application. */
  acceptanceRectificationWorkingDays: workingDays(60),
}

const check = (name: AcceptanceCheck) =>
  object({ met: flag(), evidence: document('evidence of the check') }, {}, ACCEPTANCE_CHECK_TITLES[name].zh)

const checks = object({
  products: check('products'),
  cryptography: check('cryptography'),
  energy: check('energy'),
  sharing: check('sharing'),
})
type Checks = Infer<typeof checks>

export type AcceptanceDecisionEvent =
  /** No tacit acceptance; the delay of the authority is recorded for supervision. */
  | { type: 'acceptanceDecisionOverdue'; v: 1; dueOn: PlainDate }
  | { type: 'archiveAcceptanceRecorded'; v: 1; on: PlainDate; verdict: 'passed' | 'failed'; report: string }
  | { type: 'acceptancePassed'; v: 1; on: PlainDate; round: number; checks: Checks }
  | AcceptanceFailed
  /** The second failure or a later one: priority for post-evaluation, report on the funds [D]. */
  | { type: 'acceptanceFailedAgain'; v: 1; failures: number }
  | { type: 'acceptanceRectificationOverdue'; v: 1; dueOn: PlainDate }

interface AcceptanceFailed {
  type: 'acceptanceFailed'
  v: 1
  on: PlainDate
  round: number
  checks: Checks
  failures: string[]
  /** Assessments that were found insufficient. Older events do not have it: it follows from their checks. */
  wanting?: Assessment[]
}

/** Conditions for passing; each alone prevents it. */
const passChecks = ({ acceptance }: ProjectState, checks: Checks, failures: readonly string[]): Check[] => [
  must(acceptance?.archive === 'passed', 'archiveNotAccepted'),
  ...ACCEPTANCE_CHECKS.map((check) =>
    must(checks[check].met, 'acceptanceCheckUnmet', { check: ACCEPTANCE_CHECK_TITLES[check] }),
  ),
  must(acceptance?.application?.cryptography !== 'unmet', 'cryptographyAssessmentUnmet'),
  must(failures.length === 0, 'failuresOnPass'),
]

/** Assessments that a failed acceptance found insufficient: both if the check of cryptography failed, or the one whose own result is unmet. */
const wantingIn = (checks: Checks, application: AcceptanceState['application']): Assessment[] =>
  ASSESSMENTS.filter(
    (kind) =>
      !checks.cryptography.met ||
      (kind === 'cryptographyAssessment' && application?.cryptography === 'unmet'),
  )

/** For older events without `wanting`, by the rule of that time. */
const wantingByChecks = (
  { checks }: AcceptanceFailed,
  application: AcceptanceState['application'],
): Assessment[] => {
  if (!checks.cryptography.met) return ['securityAssessment', 'cryptographyAssessment']
  return application?.cryptography === 'unmet' ? ['cryptographyAssessment'] : []
}

const acts = {
  recordArchiveAcceptance: act({
    zh: '记录档案验收',
    en: 'record the archive acceptance',
    source: MEASURES_ACCEPTANCE_DECISION,
    ...APPROVER,
    decides: true,
    body: object({
      verdict: oneOf(['passed', 'failed']),
      report: document('档案验收意见'),
    }),
    from: ['completed', 'trialRun', 'accepting', 'acceptanceFailed'],
    rules: ({ acceptance }, { verdict, report }) => [
      must(acceptance?.archive !== verdict || acceptance.archiveReport !== report, 'unchanged', {
        pointer: '/report',
      }),
    ],
    events: (state, { verdict, report }, { on }) => [
      { type: 'archiveAcceptanceRecorded', v: 1, on, verdict, report },
      ...voidedSignature(state, 'acceptance'),
    ],
  }),
  decideAcceptance: act({
    zh: '决定验收',
    en: 'decide the acceptance',
    source: MEASURES_ACCEPTANCE_DECISION,
    ...APPROVER,
    review: 'acceptance',
    decides: true,
    body: object({
      verdict: oneOf(['pass', 'fail']),
      checks,
      failures: list(prose(1000), 0, 50, 'what failed; required on fail'),
    }),
    from: ['accepting'],
    rules: (state, { verdict, checks, failures }, facts) =>
      verdict === 'pass'
        ? [...passChecks(state, checks, failures), ...stillValidChecks(state, facts)]
        : [must(failures.length > 0, 'failuresMissing')],
    events: (state, { verdict, checks, failures }, { on }) => {
      const { round, application, failures: failuresBefore } = acceptanceOf(state)
      if (verdict === 'pass') return [{ type: 'acceptancePassed', v: 1, on, round, checks }]
      const wanting = wantingIn(checks, application)
      const failed = { type: 'acceptanceFailed', v: 1, on, round, checks, failures, wanting } as const
      const again = { type: 'acceptanceFailedAgain', v: 1, failures: failuresBefore + 1 } as const
      return failuresBefore > 0 ? [failed, again] : [failed]
    },
  }),
}

const events: Events<AcceptanceDecisionEvent> = {
  acceptanceDecisionOverdue: {
    // Changes nothing: no tacit acceptance. The overrun is in the record.
    evolve: (state) => state,
    notice: {
      to: ['owner', 'authority'],
      zh: '验收超期',
      en: 'The decision on acceptance is overdue',
      next: overdue('请责任单位立即办理。', 'Whoever is responsible is to act at once.'),
    },
    forCommissioned: true,
  },
  archiveAcceptanceRecorded: {
    evolve: (state, { verdict, report }) => inAcceptance(state, { archive: verdict, archiveReport: report }),
    notice: {
      to: ['owner'],
      zh: '档案验收已记录',
      en: 'The archive acceptance was recorded',
      next: outcome(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  acceptancePassed: {
    evolve: (state, { on }) => ({
      ...inAcceptance(state, { application: null, failedOn: null, passedOn: on }),
      status: 'accepted',
    }),
    notice: {
      to: ['owner', 'finance'],
      zh: '通过验收',
      en: 'The project passed its acceptance',
      next: outcome('请建设单位报送验收报告备案。', 'The owner is to file the acceptance report.'),
    },
    forCommissioned: true,
  },
  acceptanceFailed: {
    evolve: (state, event) => {
      const { on } = event
      const { application, wantingOn, wanting = [], failures } = acceptanceOf(state)
      const kinds = event.wanting ?? wantingByChecks(event, application)
      return {
        ...inAcceptance(state, {
          wantingOn: { ...wantingOn, ...Object.fromEntries(kinds.map((kind) => [kind, on])) },
          wanting: [...wanting, ...kinds.flatMap((kind) => application?.digests?.[kind] ?? [])],
          application: null,
          failures: failures + 1,
          failedOn: on,
        }),
        status: 'acceptanceFailed',
      }
    },
    notice: {
      to: ['owner'],
      zh: '验收不通过，请整改',
      en: 'The acceptance failed; please rectify',
      next: toDo('请建设单位按要求办理并报送。', 'The owner is to do what is asked and report it.'),
    },
    history: { zh: '验收不通过', en: 'The acceptance failed' },
    forCommissioned: true,
  },
  acceptanceFailedAgain: {
    evolve: (state) => state,
    notice: {
      to: ['owner', 'authority', 'finance'],
      zh: '验收再次不通过，优先后评价并报告资金情况',
      en: 'The acceptance failed again: first in line for a post-evaluation, report on the funds',
      next: toDo('请建设单位按要求办理并报送。', 'The owner is to do what is asked and report it.'),
    },
    forCommissioned: true,
  },
  acceptanceRectificationOverdue: {
    evolve: (state) => state,
    notice: {
      to: ['owner', 'authority'],
      zh: '验收整改逾期',
      en: 'The rectification after a failed acceptance is overdue',
      next: overdue('请责任单位立即办理。', 'Whoever is responsible is to act at once.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'acceptanceDecision' | 'acceptanceRectification'> = {
  acceptanceDecision: {
    zh: '验收',
    en: 'acceptance',
    source: POLICY_DEFAULT,
    runs: { zh: '验收中', en: 'being accepted' },
    consequence: { zh: '超期；不视为通过验收', en: 'overdue; no tacit acceptance' },
    period: 'acceptanceDecisionWorkingDays',
    due: (state, facts) => {
      if (state.status !== 'accepting') return []
      const { application, round } = acceptanceOf(state)
      if (!application) return []
      const { acceptanceDecisionWorkingDays: workingDays } = facts.policy.values
      return [inWorkdays({ round, from: application.on, workingDays }, facts)]
    },
    passed: (_state, { dueOn }) => [{ type: 'acceptanceDecisionOverdue', v: 1, dueOn }],
    settledBy: ['decideAcceptance'],
    responsible: ['authority'],
    isUndone: ({ status, acceptance }, round) => status === 'accepting' && acceptance?.round === round,
    warnings: { first: 5, last: 1 },
  },
  acceptanceRectification: {
    zh: '验收整改',
    en: 'rectification after a failed acceptance',
    source: POLICY_DEFAULT,
    runs: { zh: '验收不通过', en: 'acceptance failed' },
    consequence: { zh: '逾期，告知双方', en: 'overdue; both sides are told' },
    period: 'acceptanceRectificationWorkingDays',
    due: (state, facts) => {
      if (state.status !== 'acceptanceFailed') return []
      const { failedOn: from, round } = acceptanceOf(state)
      if (!from) return []
      const { acceptanceRectificationWorkingDays: workingDays } = facts.policy.values
      return [inWorkdays({ round, from, workingDays }, facts)]
    },
    passed: (_state, { dueOn }) => [{ type: 'acceptanceRectificationOverdue', v: 1, dueOn }],
    settledBy: ['applyForAcceptance'],
    responsible: ['owner'],
    isUndone: ({ status, acceptance }, round) => status === 'acceptanceFailed' && acceptance?.round === round,
    warnings: { first: 5, last: 1 },
  },
}

/** A second failed acceptance gives priority for post-evaluation (rulebook §2.7 [D]). */
export const hasPostEvaluationPriority = ({ acceptance }: ProjectState): boolean =>
  (acceptance?.failures ?? 0) > 1

export const ACCEPTANCE_DECISION = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
