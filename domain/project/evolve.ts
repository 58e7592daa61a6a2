/** Folding events into the state. The same fold runs in the workflow, in `append` and in a rebuild. */

import { REVIEW_EVOLVE } from '../review/evolve.ts'
import { TASK_EVOLVE } from '../tasks/evolve.ts'
import type { ProjectId } from '../values/ids.ts'
import { fen } from '../values/money.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import { ACCEPTANCE_EVOLVE } from './acceptance/evolve.ts'
import { APPROVAL_EVOLVE } from './approval/evolve.ts'
import { BUDGET_EVOLVE } from './budget/evolve.ts'
import { CONSTRUCTION_EVOLVE } from './construction/evolve.ts'
import { sameDeadline } from './deadline.ts'
import { movedFrom } from './deadline-move.ts'
import { EVALUATION_EVOLVE } from './evaluation/evolve.ts'
import type { DeadlineEvent, ProjectEvent, RecordedEvent } from './events.ts'
import type { EventMeta, Evolve } from './rule.ts'
import type { ProjectState } from './state.ts'

const DEADLINE_EVOLVE: Evolve<DeadlineEvent> = {
  deadlineSet: (state, { deadline, why }) => {
    const before = state.deadlines.find((armed) => sameDeadline(armed, deadline))
    const others = state.deadlines.filter((armed) => armed !== before)
    return { ...state, deadlines: [...others, before ? movedFrom(before, deadline, why) : deadline] }
  },
  deadlineCleared: (state, { kind, round }) => ({
    ...state,
    deadlines: state.deadlines.filter((armed) => armed.kind !== kind || armed.round !== round),
  }),
  deadlinePassed: (state, { kind, round, dueAt }) => ({
    ...state,
    deadlines: state.deadlines.filter((armed) => armed.kind !== kind || armed.round !== round),
    passed: { ...state.passed, [kind]: { round, dueAt } },
  }),
}

const EVOLVE: Evolve<ProjectEvent> = {
  ...APPROVAL_EVOLVE,
  ...REVIEW_EVOLVE,
  ...CONSTRUCTION_EVOLVE,
  ...ACCEPTANCE_EVOLVE,
  ...EVALUATION_EVOLVE,
  ...BUDGET_EVOLVE,
  ...TASK_EVOLVE,
  ...DEADLINE_EVOLVE,
}

type Step = (state: ProjectState, event: ProjectEvent, meta: EventMeta) => ProjectState

/**
 * Which fold this is. Raised whenever the same events lead to another state than before, in shape or in content;
 * `test/domain/fold-version.test.ts` fails until that is done.
 */
export const FOLD_VERSION = 8

/** The state after one recorded event. */
export function evolve(state: ProjectState, { seq, at, by, event }: RecordedEvent): ProjectState {
  const next = (EVOLVE[event.type] as Step)(state, event, { at, by })
  return { ...next, seq, statusSince: next.status === state.status ? state.statusSince : at }
}

/** A project that nothing has happened to yet. */
export function unopened(id: ProjectId): ProjectState {
  const nothing = '' as Instant & PlainDate
  return {
    version: FOLD_VERSION,
    seq: 0,
    id,
    status: 'unopened',
    statusSince: nothing,
    title: '',
    owner: '',
    authority: '',
    track: 'ordinary',
    planBasis: null,
    projectCode: null,
    submittedOn: nothing,
    parts: [],
    rounds: {},
    approval: {
      stage: 'proposal',
      round: 0,
      form: {
        digest: '',
        investmentFen: fen(0),
        files: [],
        catalogCount: { unconditional: 0, conditional: 0, withheld: 0 },
        catalogMark: '',
        newCivilWorks: false,
      },
      receivedOn: nothing,
      asked: [],
      openItems: [],
      otherGiven: [],
      askedOn: null,
      ownFault: false,
      clock: null,
      extended: false,
      appraisal: null,
    },
    approvals: [],
    conditions: { count: 0, open: [] },
    construction: null,
    acceptance: null,
    evaluation: null,
    budget: { annualPlan: [], releases: [] },
    reviews: [],
    copied: [],
    deadlines: [],
    passed: {},
  }
}
