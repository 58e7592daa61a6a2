/** The table at the end of the demo: decisions, dates, deciders and sources, from the timeline of the project. */
import { ACTIONS, type Verb } from '#domain/project/actions.ts'
import { GRADE_TITLES, type Grade } from '#domain/project/evaluation/grade.ts'
import type { ProjectEvent } from '#domain/project/events.ts'
import { TOPIC_TABLES } from '#domain/project/topics.ts'
import { type Fen, formatWan } from '#domain/values/money.ts'
import type { ApiClient } from '#rehearsal/client.ts'
import { tableOf } from '#rehearsal/columns.ts'
import { fetchTimeline } from '#rehearsal/fetch-timeline.ts'
import type { ObservedEvent } from '#rehearsal/observation.ts'
import type { Lang } from '#rehearsal/problem.ts'
import type { ReferenceDirectory } from '#rehearsal/reference-directory.ts'
import type { Doer } from '#rehearsal/rehearsal.ts'

/** Decisions and the acts that make them. */
const DECIDED_BY: Readonly<Partial<Record<ProjectEvent['type'], Verb>>> = {
  admitted: 'admit',
  appraisalCommissioned: 'commissionAppraisal',
  appraised: 'submitAppraisal',
  decisionExtended: 'extendDecision',
  stageApproved: 'decide',
  annualPlanListed: 'listInAnnualPlan',
  constructionStarted: 'startConstruction',
  fundsReleased: 'releaseFunds',
  acceptancePassed: 'decideAcceptance',
  putIntoOperation: 'putIntoOperation',
  selfEvaluationSubmitted: 'submitSelfEvaluation',
  postEvaluationCommissioned: 'commissionPostEvaluation',
  postEvaluationAdopted: 'adoptPostEvaluation',
  omBasisEmitted: 'proposeOmFunds',
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
    const verb = DECIDED_BY[event.type]
    if (verb === undefined) return []
    const by = signersOf(events, index).map((person) => directory.nameOf(person, lang))
    return [
      [
        recordedOn,
        TOPIC_TABLES.notices[event.type]?.[lang] ?? event.type,
        by.join(' + '),
        about(event, lang),
        ACTIONS[verb].source?.[lang] ?? '',
      ],
    ]
  })
  return tableOf([HEADINGS[lang], ...rows])
}

/** The actor; with a panel, all who voted for the decision, in order. */
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

/** Document number, amount or grade of a decision. */
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
