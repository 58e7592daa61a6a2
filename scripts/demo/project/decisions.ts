/** What was decided, when, by whom and on which source: the end of the demo, read from the project's timeline. */
import {
  STEP_APPRAISAL,
  STEP_APPRAISAL_REPORT,
  STEP_APPROVAL,
  STEP_OM_FUNDS,
} from '#domain/law/own-policy.ts'
import { type Provision, together } from '#domain/law/provision.ts'
import {
  BUDGET_REGULATION_57,
  INVESTMENT_REGULATION_15_18,
  INVESTMENT_REGULATION_20,
  LICENSING_LAW_32,
  LICENSING_LAW_42,
  LOCAL_GUIDE,
  MEASURES_ACCEPTANCE,
  MEASURES_OPERATION,
  MEASURES_POST_EVALUATION,
  MEASURES_SELF_EVALUATION_PERIOD,
  THIRD_PARTY_EVALUATION,
} from '#domain/law/provisions.ts'
import { GRADE_TITLES, type Grade } from '#domain/project/evaluation/grade.ts'
import type { ProjectEvent } from '#domain/project/events.ts'
import { MADE } from '#domain/project/topics.ts'
import { type Fen, formatWan } from '#domain/values/money.ts'
import type { ApiClient } from '#rehearsal/client.ts'
import { tableOf } from '#rehearsal/columns.ts'
import { fetchTimeline } from '#rehearsal/fetch-timeline.ts'
import type { ObservedEvent } from '#rehearsal/observation.ts'
import type { ReferenceDirectory } from '#rehearsal/reference-directory.ts'
import type { Doer } from '#rehearsal/rehearsal.ts'
import type { Lang } from '#rehearsal/reporter.ts'

/** Decisions and what each rests on. */
const SOURCES: Readonly<Partial<Record<ProjectEvent['type'], Provision>>> = {
  admitted: LICENSING_LAW_32,
  appraisalCommissioned: together(STEP_APPRAISAL, LOCAL_GUIDE),
  appraised: STEP_APPRAISAL_REPORT,
  decisionExtended: LICENSING_LAW_42,
  stageApproved: STEP_APPROVAL,
  annualPlanListed: INVESTMENT_REGULATION_15_18,
  constructionStarted: INVESTMENT_REGULATION_20,
  fundsReleased: BUDGET_REGULATION_57,
  acceptancePassed: MEASURES_ACCEPTANCE,
  putIntoOperation: MEASURES_OPERATION,
  selfEvaluationSubmitted: MEASURES_SELF_EVALUATION_PERIOD,
  postEvaluationCommissioned: THIRD_PARTY_EVALUATION,
  postEvaluationAdopted: MEASURES_POST_EVALUATION,
  omBasisEmitted: STEP_OM_FUNDS,
}

type ObservedProjectEvent = ObservedEvent & { event: ProjectEvent }

const HEADINGS = {
  zh: ['日期', '决定', '办理人', '文号、金额、等次', '依据'],
  en: ['date', 'decision', 'by', 'document, amount, grade', 'source'],
} as const

export async function decisionTable(
  api: ApiClient,
  address: string,
  { doer, directory, lang }: { doer: Doer; directory: ReferenceDirectory; lang: Lang },
): Promise<string[]> {
  const events = (await fetchTimeline(api, address, { doer, afterSeq: 0 })) as ObservedProjectEvent[]
  const rows = events.flatMap((seen, index) => {
    const { event, recordedOn } = seen
    const source = SOURCES[event.type]
    if (source === undefined) return []
    const by = signersOf(events, index).map((person) => directory.nameOf(person, lang))
    return [
      [
        recordedOn,
        MADE.notices[event.type]?.[lang] ?? event.type,
        by.join(' + '),
        about(event, lang),
        source[lang],
      ],
    ]
  })
  return tableOf([HEADINGS[lang], ...rows])
}

/** Whoever did it; with a panel, all who voted for it, in their order. */
function signersOf(events: readonly ObservedProjectEvent[], index: number): string[] {
  const by = events[index]?.by ?? ''
  const carried = events[index - 1]?.event
  if (carried?.type !== 'reviewCarried') return [by]
  const opening = events.findLastIndex(
    ({ event }, at) => at < index && event.type === 'reviewOpened' && event.step === carried.step,
  )
  return events
    .slice(opening, index)
    .filter(
      ({ event }) => event.type === 'verdictGiven' && event.step === carried.step && event.vote === 'for',
    )
    .map((vote) => vote.by)
}

/** The little that names a decision: its document, its amount, its grade. */
function about(event: ProjectEvent, lang: Lang): string {
  const fields = event as Partial<{
    documentNumber: string
    approvedFen: Fen
    amountFen: Fen
    arrangedFen: Fen
    grade: Grade | null
    year: number
  }>
  const amount = fields.approvedFen ?? fields.amountFen ?? fields.arrangedFen
  const parts = [
    fields.documentNumber,
    event.type === 'omBasisEmitted' ? String(fields.year) : undefined,
    amount === undefined ? undefined : `${formatWan(amount)} 万元`,
    fields.grade ? GRADE_TITLES[fields.grade][lang] : undefined,
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}
