/** Open work besides votes: the pending act of the status, more time to supplement, opinions, service of decisions, conditions, reports, and the self-evaluation. */

import type { Deadline } from '../case/deadline.ts'
import type { Work } from '../tasks/kind.ts'
import { type Due, NO_DUE } from '../tasks/task.ts'
import { endOfDay, type PlainDate, plainDate } from '../values/plain-date.ts'
import type { Verb } from './actions.ts'
import { awaitedOpinions } from './approval/consultation.ts'
import { awaitedServices } from './approval/service.ts'
import { isClockPaused } from './approval/state.ts'
import { awaitsSupplementExtension } from './approval/supplement-extension.ts'
import { nextReportYear, overdueReportYears } from './construction/reports.ts'
import type { ProjectState } from './state.ts'
import { ENDED } from './status.ts'
import { TOPIC_TABLES } from './topics.ts'
import { pendingAct } from './turn.ts'

export const workOf = (state: ProjectState): Work[] =>
  ENDED.includes(state.status)
    ? serviceWork(state)
    : [
        ...turnWork(state),
        ...extensionWork(state),
        ...opinionWork(state),
        ...serviceWork(state),
        ...conditionWork(state),
        ...reportWork(state),
        ...selfEvaluation(state),
      ]

/** The work of the pending act. If it was proposed it waits for its panel instead, until the panel has decided. */
function turnWork(state: ProjectState): Work[] {
  const pending = pendingAct(state)
  if (!pending || state.reviews.some(({ subject }) => subject.verb === pending.verb)) return []
  const { turn, verb, acts } = pending
  const { round } = state.approval
  // During an appraisal the clock is paused, but the agency works.
  const why = isClockPaused(state) && state.status !== 'appraising' ? 'paused' : 'turn'
  return [{ verb, acts, round, field: null, org: turn.org, due: TOPIC_TABLES.dueOf(state, verb), why }]
}

/** The owner may supplement while it waits for an answer. */
function extensionWork(state: ProjectState): Work[] {
  const verb = 'decideSupplementExtension'
  const { approval, authority } = state
  return awaitsSupplementExtension(state)
    ? [alone(verb, approval.round, { org: authority, due: TOPIC_TABLES.dueOf(state, verb) })]
    : []
}

/** The owner submits evidence that a condition is met, then the authority checks it. */
const conditionWork = ({ conditions, deadlines, owner, authority }: ProjectState): Work[] =>
  conditions.open.map(({ number, dueOn, evidence }) => {
    if (evidence !== null) {
      const judged = numbered('acceptCondition', number, { org: authority, due: NO_DUE })
      return { ...judged, acts: ['acceptCondition', 'rejectCondition'] }
    }
    const armed = deadlines.find(({ kind, round }) => kind === 'condition' && round === number)
    return numbered('fulfilCondition', number, { org: owner, due: armed ? dueBy(armed) : onDay(dueOn) })
  })

const numbered = (verb: Verb, round: number, { org, due }: Pick<Work, 'org' | 'due'>): Work => ({
  verb,
  acts: [verb],
  round,
  field: 'condition',
  org,
  due,
  why: 'turn',
})

/** Each department that is asked answers for itself, late ones too. */
const opinionWork = (state: ProjectState): Work[] =>
  awaitedOpinions(state).map(({ number, org, role }) => {
    const armed = state.deadlines.find(({ kind, round }) => kind === 'consultation' && round === number)
    const due = armed ? dueBy(armed) : NO_DUE
    return { ...numbered('giveOpinion', number, { org, due }), role, field: 'consultation' }
  })

/** Each decision is served, one that ended the case too. */
const serviceWork = (state: ProjectState): Work[] =>
  awaitedServices(state).map(({ number, overdueSince }) => {
    const armed = state.deadlines.find(({ kind, round }) => kind === 'service' && round === number)
    const due = armed ? dueBy(armed) : overdueSince ? onDay(overdueSince) : NO_DUE
    return { ...numbered('recordService', number, { org: state.authority, due }), field: 'decision' }
  })

/** Annual reports: the overdue ones and the next one. */
function reportWork(state: ProjectState): Work[] {
  const { owner } = state
  const next = nextReportYear(state)
  const years = next === null ? overdueReportYears(state) : [...overdueReportYears(state), next]
  return years.map((year) => ({
    ...numbered('reportPerformance', year, { org: owner, due: onDay(plainDate(`${year}-12-31`)) }),
    field: 'year',
  }))
}

/** The self-evaluation is also due during a post-evaluation, when it is not the turn of the owner. */
function selfEvaluation(state: ProjectState): Work[] {
  const { status, evaluation, owner } = state
  if (status !== 'operating' || !evaluation?.post || evaluation.self) return []
  const verb = 'submitSelfEvaluation'
  return [alone(verb, state.approval.round, { org: owner, due: TOPIC_TABLES.dueOf(state, verb) })]
}

/** One act, of which one waits at a time. */
const alone = (verb: Verb, round: number, { org, due }: Pick<Work, 'org' | 'due'>): Work => ({
  ...{ verb, acts: [verb], round, field: null },
  ...{ org, due, why: 'turn' },
})

const dueBy = ({ dueOn, dueAt, provisional }: Deadline): Due => ({ dueOn, dueAt, provisional })

const onDay = (dueOn: PlainDate): Due => ({ dueOn, dueAt: endOfDay(dueOn), provisional: false })
