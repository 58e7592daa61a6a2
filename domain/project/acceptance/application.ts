/**
 * T24 (rulebook §2.7, 建设管理 ch. R+): the application for acceptance. The owner applies within half a year of the completion, with five
 * groups of documents. A trial run does not interrupt the period; an extension moves its end (extension.ts). If the owner has neither
 * applied nor got an extension by the end, the project is overdue, and the owner may file nothing new until it applies [D] (ban-checks.ts).
 * The owner, the authority and the Ministry of Finance get a notice.
 */

import { overdue, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { months } from '../../law/policy.ts'
import {
  MEASURES_ACCEPTANCE,
  MEASURES_ACCEPTANCE_APPLICATION,
  MEASURES_CONSTRUCTION,
} from '../../law/provisions.ts'
import { monthsAfter } from '../../values/calendar.ts'
import type { DueDate } from '../../values/clock.ts'
import { endOfDay, type PlainDate } from '../../values/plain-date.ts'
import { date, document, type Infer, list, object, oneOf } from '../../values/shape.ts'
import { underConstruction } from '../construction/state.ts'
import { voidedSignature } from '../construction/voiding.ts'
import type { BanReason, Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { notNow } from '../status.ts'
import { act, DEPARTMENT_LEAD, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { assessmentChecks, assessmentIn, isOneStale } from './assessments.ts'
import { acceptanceOf, inAcceptance, isAssessment } from './state.ts'
import {
  ACCEPTANCE_DOCUMENT_TITLES,
  ACCEPTANCE_DOCUMENTS,
  type AcceptanceDocument,
  ASSESSMENT_RESULTS,
  type AssessmentResult,
} from './words.ts'

const REFUSALS = {
  // Old records contain the kind as a code, and its Chinese title separately.
  acceptanceDocumentMissing: {
    kind: 'gate',
    zh: '验收申请缺少：{title}',
    en: 'the application for acceptance lacks: {kind}',
    source: MEASURES_ACCEPTANCE,
  },
  acceptanceDocumentTwice: {
    kind: 'input',
    zh: '验收材料“{kind}”重复',
    en: 'the document “{kind}” appears twice',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const ACCEPTANCE_APPLICATION_POLICY = {
  /** From the completion to the application: half a year. */
  acceptanceApplicationMonths: months(6, MEASURES_CONSTRUCTION),
}

export type AcceptanceApplicationEvent =
  | { type: 'acceptanceOverdue'; v: 1; dueOn: PlainDate }
  | {
      type: 'acceptanceApplied'
      v: 1
      on: PlainDate
      round: number
      documents: { kind: AcceptanceDocument; digest: string }[]
      cryptography: { assessedOn: PlainDate; result: AssessmentResult }
      /** Absent in events from before the date was asked for. */
      security?: { assessedOn: PlainDate }
    }

type Known = Pick<Facts, 'calendar' | 'policy'>

/** The last day to apply. If it is a day off, the next working day is the last one. */
export function applicationDueOf(state: ProjectState, facts: Known): DueDate {
  const { from, months } = applicationBasisOf(state, facts)
  const { date, provisional } = monthsAfter(facts.calendar, from, months)
  return { dueOn: date, provisional }
}

/** What the last day to apply is computed from: the half-year, or the date of a granted extension. */
function applicationBasisOf(state: ProjectState, { policy }: Pick<Facts, 'policy'>) {
  const { extendedTo } = acceptanceOf(state)
  const unit = 'months' as const
  return extendedTo === null
    ? { unit, from: completionOf(state), months: policy.values.acceptanceApplicationMonths }
    : { unit, from: extendedTo, months: 0 }
}

/** The end of the half-year without any extension: the length of an extension is measured from it. */
export function originalDueOf(state: ProjectState, { calendar, policy }: Known): DueDate {
  const { date, provisional } = monthsAfter(
    calendar,
    completionOf(state),
    policy.values.acceptanceApplicationMonths,
  )
  return { dueOn: date, provisional }
}

function completionOf(state: ProjectState): PlainDate {
  const { completedOn } = underConstruction(state)
  if (completedOn === null) throw new Error('the project is not completed')
  return completedOn
}

/** An assessment has a date; that of cryptography also has a result. */
const acceptanceDocument = object(
  { kind: oneOf(ACCEPTANCE_DOCUMENTS), digest: document('SHA-256 of the document') },
  {
    assessedOn: date<PlainDate>('密评或等保测评日期'),
    result: oneOf(ASSESSMENT_RESULTS, '密评结论'),
  },
)
export type AppliedDocument = Infer<typeof acceptanceDocument>

/** Each of the five groups must be there exactly once. */
const documentChecks = (documents: readonly AppliedDocument[]): Check[] =>
  ACCEPTANCE_DOCUMENTS.flatMap((kind) => {
    const count = documents.filter((document) => document.kind === kind).length
    const title = ACCEPTANCE_DOCUMENT_TITLES[kind]
    return [
      must(count > 0, 'acceptanceDocumentMissing', { kind: title, title }),
      must(count < 2, 'acceptanceDocumentTwice', { kind: title }),
    ]
  })

const acts = {
  applyForAcceptance: act({
    zh: '申请验收',
    en: 'apply for acceptance',
    source: MEASURES_ACCEPTANCE_APPLICATION,
    ...DEPARTMENT_LEAD,
    body: object({ documents: list(acceptanceDocument, 0, 50) }),
    otherDocuments: () => [],
    // A late application is possible: it ends the overdue state. A pending request for an extension ends too.
    from: ['completed', 'trialRun', 'acceptanceFailed', 'accepting'],
    // A second application only if an assessment expired before the decision.
    ready: (state, facts) =>
      state.status === 'accepting' && !isOneStale(state, facts) ? [notNow(state)] : [],
    rules: (state, { documents }, facts) => [
      ...documentChecks(documents),
      ...assessmentChecks(documents, state, facts),
    ],
    events: (state, { documents }, { on }) => {
      const { assessedOn, result } = assessmentIn(documents, 'cryptographyAssessment') ?? {}
      const security = assessmentIn(documents, 'securityAssessment')?.assessedOn
      if (!assessedOn || !result || !security) throw new Error('an undated assessment passed its gates')
      return [
        {
          type: 'acceptanceApplied',
          v: 1,
          on,
          round: acceptanceOf(state).round + 1,
          documents: documents.map(({ kind, digest }) => ({ kind, digest })),
          cryptography: { assessedOn, result },
          security: { assessedOn: security },
        },
        // Signatures on the replaced application no longer count.
        ...voidedSignature(state, 'acceptance'),
      ]
    },
  }),
}

const events: Events<AcceptanceApplicationEvent> = {
  acceptanceOverdue: {
    evolve: (state) => inAcceptance(state, { isOverdue: true }),
    notice: {
      to: ['owner', 'authority', 'finance'],
      zh: '逾期未申请验收，不得新报项目',
      en: 'Acceptance was not applied for in time; the owner may file no new project',
      next: overdue('请建设单位立即申请验收。', 'The owner is to apply for acceptance at once.'),
    },
    forCommissioned: true,
  },
  acceptanceApplied: {
    evolve: (state, { on, round, documents, cryptography, security }, { by }) => ({
      ...inAcceptance(withPreparer(state, by), {
        asked: null,
        isOverdue: false,
        round,
        application: {
          on,
          cryptography: cryptography.result,
          assessedOn: {
            cryptographyAssessment: cryptography.assessedOn,
            ...(security && { securityAssessment: security.assessedOn }),
          },
          digests: Object.fromEntries(
            documents.filter(({ kind }) => isAssessment(kind)).map(({ kind, digest }) => [kind, digest]),
          ),
        },
      }),
      status: 'accepting',
    }),
    notice: {
      to: ['authority'],
      zh: '收到验收申请',
      en: 'Acceptance was applied for',
      next: toDo('请审批部门办理。', 'The authority is to deal with it.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'acceptanceApplication'> = {
  acceptanceApplication: {
    zh: '申请验收',
    en: 'application for acceptance',
    source: MEASURES_CONSTRUCTION,
    // A request for an extension does not move the deadline; only its grant does (T25).
    runs: {
      zh: '已建成或试运行，延期申请未决时也在计算',
      en: 'completed or in the trial run, also while an extension is undecided',
    },
    consequence: { zh: '逾期：建设单位不得新报项目', en: 'overdue: the owner may file no new project' },
    period: 'acceptanceApplicationMonths',
    due: (state, facts) => {
      if (state.status !== 'completed' && state.status !== 'trialRun') return []
      const { isOverdue, extensions } = acceptanceOf(state)
      if (isOverdue) return []
      const basis = applicationBasisOf(state, facts)
      const { dueOn, provisional } = applicationDueOf(state, facts)
      return [{ round: extensions + 1, dueOn, dueAt: endOfDay(dueOn), provisional, basis }]
    },
    passed: (_state, { dueOn }) => [{ type: 'acceptanceOverdue', v: 1, dueOn }],
    settledBy: ['applyForAcceptance', 'applyForExtension', 'decideExtension'],
    responsible: ['owner'],
    isUndone: ({ acceptance }) => acceptance?.isOverdue ?? false,
    warnings: { first: 20, last: 5 },
    // It occurs only once in a project.
    isCurrent: () => true,
  },
}

/** Bans on the owner that follow from the acceptance of this project; they are published while they last. */
export const bansOf = ({ acceptance }: ProjectState): BanReason[] =>
  acceptance?.isOverdue ? ['acceptanceOverdue'] : []

export const ACCEPTANCE_APPLICATION = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
