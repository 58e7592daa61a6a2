/** What was decided, when, by whom and on which source: the end of the demo, read from the project's timeline. */
import { GRADE_TITLES, type Grade } from '#domain/project/evaluation/om-effects.ts'
import type { ProjectEvent } from '#domain/project/events.ts'
import { NOTICES } from '#domain/project/notices.ts'
import { type Fen, formatWan } from '#domain/values/money.ts'
import type { Cast } from '#rehearsal/cast.ts'
import type { ApiClient } from '#rehearsal/client.ts'
import { tableOf } from '#rehearsal/columns.ts'
import type { SeenEvent } from '#rehearsal/observation.ts'
import type { Doer } from '#rehearsal/rehearsal.ts'
import { seeTimeline } from '#rehearsal/see-timeline.ts'
import type { Lang } from '#rehearsal/teller.ts'

/** Decisions and the rule that each rests on, cited as the rulebook gives it. */
const SOURCES: Readonly<Partial<Record<ProjectEvent['type'], string>>> = {
  admitted: 'T4; 许可法32 [C:S10]',
  appraisalCommissioned: 'T5; [C:S13]',
  appraised: 'T6',
  decisionExtended: '许可法42 [C:S10]',
  stageApproved: 'T8; G1-G4 R+',
  annualPlanListed: 'T15; 条例15-18 [C:S9]',
  constructionStarted: 'T16; 条例20 [C:S9]',
  fundsReleased: '预算法实施条例57 [C:S11]',
  acceptancePassed: 'T26; rulebook §2.7 R+',
  putIntoOperation: 'T27 R+',
  selfEvaluationSubmitted: 'T29; [C:S6]',
  postEvaluationCommissioned: 'T30; [C:S6,S22]',
  postEvaluationAdopted: 'T30; [C:S0]; R+',
  omBasisEmitted: 'T31; [C:S2]',
}

type SeenProjectEvent = SeenEvent & { event: ProjectEvent }

const HEADINGS = {
  zh: ['日期', '决定', '办理人', '文号、金额、等次', '依据'],
  en: ['date', 'decision', 'by', 'document, amount, grade', 'source'],
} as const

export async function decisionTable(
  api: ApiClient,
  address: string,
  { doer, cast, lang }: { doer: Doer; cast: Cast; lang: Lang },
): Promise<string[]> {
  const events = (await seeTimeline(api, address, { doer, afterSeq: 0 })) as SeenProjectEvent[]
  const rows = events.flatMap((seen, index) => {
    const { event, recordedOn } = seen
    const source = SOURCES[event.type]
    if (source === undefined) return []
    const by = signersOf(events, index).map((person) => cast.nameOf(person, lang))
    return [
      [recordedOn, NOTICES[event.type]?.[lang] ?? event.type, by.join(' + '), about(event, lang), source],
    ]
  })
  return tableOf([HEADINGS[lang], ...rows])
}

/** Whoever did it; with a panel, all who voted for it, in their order. */
function signersOf(events: readonly SeenProjectEvent[], index: number): string[] {
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
