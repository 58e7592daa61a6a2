/**
 * 送达: a decision is served on the owner within some working days (许可法44). The authority records on which day, how and on whom it
 * was served, with the receipt. It applies to an approval, a refusal and a declined admission; a return for revision is no final
 * decision. Serving late changes nothing of the decision: it is escalated until it is done.
 */

import { NOTHING_TO_DO, outcome, overdue } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { LICENSING_LAW_44 } from '../../law/provisions.ts'
import type { PersonId } from '../../values/ids.ts'
import { endOfDay, type PlainDate } from '../../values/plain-date.ts'
import { date, document, type Infer, integer, object, oneOf, person } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import { ownPeopleChecks } from '../named-parties.ts'
import type { ProjectState } from '../state.ts'
import { ENDED, type ProjectStatus } from '../status.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import type { Approval, Service } from './state.ts'

const REFUSALS = {
  nothingToServe: {
    kind: 'state',
    zh: '没有待送达的该项决定',
    en: 'there is no such decision that waits to be served',
    source: POLICY_DEFAULT,
  },
  servedOnOtherDay: {
    kind: 'gate',
    zh: '送达日期 {date} 须在作出决定之日 {decidedOn} 至今日之间',
    en: 'the day of service, {date}, lies between the decision on {decidedOn} and today',
    source: POLICY_DEFAULT,
  },
  recipientMissing: {
    kind: 'gate',
    zh: '除留置送达外，须写明签收人',
    en: 'name who received it, unless it was left behind',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const SERVICE_POLICY = {
  /** From a decision, to serve it on the owner. */
  serviceWorkingDays: workingDays(10, LICENSING_LAW_44),
}

/** How a decision is served [D]. */
const SERVICE_METHODS = ['inPerson', 'post', 'electronic', 'leftBehind'] as const

export type ServiceEvent =
  | {
      type: 'decisionServed'
      v: 1
      number: number
      on: PlainDate
      method: (typeof SERVICE_METHODS)[number]
      receipt: string
      /** Null: left behind. */
      receivedBy: PersonId | null
    }
  | { type: 'serviceOverdue'; v: 1; number: number; dueOn: PlainDate }

/** From when a decision is to be served. A decision recorded before decisions were served does not say it: nothing is awaited. */
export interface ToBeServed {
  serveFrom?: PlainDate | undefined
}

/** A decision of that day is to be served. */
export const withService = (
  state: ProjectState,
  decision: Pick<Service, 'verdict'>,
  { serveFrom }: ToBeServed,
): ProjectState => {
  if (serveFrom === undefined) return state
  const { services = [], approval } = state
  const { stage, round } = approval
  const service = { number: services.length + 1, ...decision, stage, round, decidedOn: serveFrom }
  return { ...state, services: [...services, { ...service, servedOn: null }] }
}

/** What was revoked need not be served any more. */
export const withoutServicesOf = (
  { services }: Pick<ProjectState, 'services'>,
  fallen: readonly Approval[],
): Pick<ProjectState, 'services'> =>
  services
    ? {
        services: services.map((one) =>
          one.verdict === 'approved' &&
          fallen.some(({ stage, round }) => stage === one.stage && round === one.round)
            ? { ...one, isRevoked: true as const }
            : one,
        ),
      }
    : {}

/** The ends that a decision leads to. A withdrawn or terminated project waits for nothing any more. */
const ENDED_BY_DECISION: readonly ProjectStatus[] = ['refused', 'declined']

/** Decisions that nobody has served yet. */
export const awaitedServices = ({ status, services = [] }: ProjectState): Service[] =>
  ENDED.includes(status) && !ENDED_BY_DECISION.includes(status)
    ? []
    : services.filter(({ servedOn, isRevoked }) => servedOn === null && !isRevoked)

const serviceBody = object(
  {
    decision: integer(1, 10_000, 'its number'),
    servedOn: date<PlainDate>('送达日期'),
    method: oneOf(SERVICE_METHODS, '送达方式'),
    receipt: document('送达回证'),
  },
  { receivedBy: person('签收人，建设单位人员') },
)

const numbered = (state: ProjectState, number: number): Service | undefined =>
  awaitedServices(state).find((one) => one.number === number)

function serviceChecks(state: ProjectState, body: Infer<typeof serviceBody>, facts: Facts): Check[] {
  const { decision, servedOn, method, receivedBy } = body
  const service = numbered(state, decision)
  const decidedOn = service?.decidedOn ?? servedOn
  return [
    must(service !== undefined, 'nothingToServe'),
    must(decidedOn <= servedOn && servedOn <= facts.on, 'servedOnOtherDay', { date: servedOn, decidedOn }),
    must(receivedBy !== undefined || method === 'leftBehind', 'recipientMissing'),
    ...(receivedBy === undefined ? [] : ownPeopleChecks(state, facts, receivedBy)),
  ]
}

const acts = {
  recordService: act({
    zh: '记录送达',
    en: 'record the service of a decision',
    source: LICENSING_LAW_44,
    ...APPROVER,
    // Whoever prepared the project does not say that its owner got the decision.
    decides: true,
    body: serviceBody,
    ready: (state) => [must(awaitedServices(state).length > 0, 'nothingToServe')],
    rules: serviceChecks,
    events: (_state, { decision: number, servedOn: on, method, receipt, receivedBy = null }) => [
      { type: 'decisionServed', v: 1, number, on, method, receipt, receivedBy },
    ],
  }),
}

const withServiceChanged = (state: ProjectState, number: number, change: Partial<Service>): ProjectState => ({
  ...state,
  services: (state.services ?? []).map((one) => (one.number === number ? { ...one, ...change } : one)),
})

const events: Events<ServiceEvent> = {
  decisionServed: {
    evolve: (state, { number, on, receivedBy }) =>
      withServiceChanged(state, number, { servedOn: on, receivedBy }),
    notice: {
      to: ['owner'],
      zh: '决定已送达',
      en: 'A decision was served',
      next: outcome(...NOTHING_TO_DO),
    },
  },
  serviceOverdue: {
    evolve: (state, { number, dueOn }) => withServiceChanged(state, number, { overdueSince: dueOn }),
    notice: {
      to: ['authority'],
      zh: '决定逾期未送达',
      en: 'A decision was not served in time',
      next: overdue('请审批部门立即送达并记录。', 'The authority is to serve it at once and to record it.'),
    },
  },
}

const deadlines: Deadlines<'service'> = {
  service: {
    zh: '决定送达',
    en: 'service of the decision',
    source: LICENSING_LAW_44,
    runs: {
      zh: '已批复、不予批准或不予受理，尚未送达',
      en: 'approved, refused or declined, and not served yet',
    },
    consequence: { zh: '逾期，上报督办；决定仍然有效', en: 'overdue and escalated; the decision stands' },
    period: 'serviceWorkingDays',
    due: (state, facts) => {
      const { serviceWorkingDays: workingDays } = facts.policy.values
      return awaitedServices(state)
        .filter(({ overdueSince }) => overdueSince === undefined)
        .map(({ number, decidedOn }) => inWorkdays({ round: number, from: decidedOn, workingDays }, facts))
    },
    passed: (_state, { round, dueOn }) => [{ type: 'serviceOverdue', v: 1, number: round, dueOn }],
    settledBy: ['recordService'],
    responsible: ['authority'],
    isUndone: (state, number) => numbered(state, number) !== undefined,
    // Several may have passed: of an approval, and of the decision on the next document.
    passings: (state) =>
      awaitedServices(state).flatMap(({ number, overdueSince }) =>
        overdueSince ? [{ round: number, dueAt: endOfDay(overdueSince) }] : [],
      ),
    warnings: { first: 3, last: 1 },
  },
}

export const SERVICE = { acts, events, deadlines, refusals: REFUSALS } satisfies ProjectTopic
