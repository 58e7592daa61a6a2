import { partOf, withParts, withPreparer } from '../../case/parts.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Evolve } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { BEFORE_ACCEPTANCE } from '../unaccepted-state.ts'
import type { ConstructionEvent } from './events.ts'
import { type ConstructionState, underConstruction } from './state.ts'

type Change = (construction: ConstructionState) => Partial<ConstructionState>

function inConstruction(state: ProjectState, change: Change): ProjectState {
  const construction = underConstruction(state)
  return { ...state, construction: { ...construction, ...change(construction) } }
}

export const CONSTRUCTION_EVOLVE: Evolve<ConstructionEvent> = {
  constructionStarted: (
    state,
    { on, plannedCompletionOn, supervisor, contractor, paths, ...event },
    { by },
  ) => ({
    ...withParts(withPreparer(state, by), [
      // 实施机构 and 项目责任人 speak for the owner for as long as it is built.
      { ...partOf('preparer', event.implementationUnit, paths), person: event.responsiblePerson as PersonId },

      partOf('supervisor', supervisor, paths),
      partOf('contractor', contractor, paths),
    ]),
    status: 'building',
    construction: {
      startedOn: on,
      plannedCompletionOn,
      supervisor,
      contractor,
      reportedYears: [],
      overdueYears: [],
      rectifications: 0,
      rectification: null,
      suspensions: 0,
      suspension: null,
      completedOn: null,
    },
  }),
  performanceReported: (state, { year }, { by }) =>
    inConstruction(withPreparer(state, by), ({ reportedYears, overdueYears }) => ({
      reportedYears: [...reportedYears, year],
      overdueYears: overdueYears.filter((overdue) => overdue !== year),
    })),
  // It is for the authority to see and to act on: the estimate stands until it is approved anew.
  investmentOverrunReported: (state) => state,
  annualReportOverdue: (state, { year }) =>
    inConstruction(state, ({ overdueYears }) => ({ overdueYears: [...overdueYears, year] })),
  // The report itself changes nothing: what follows from it is for the authority to decide (T20).
  incidentReported: (state, _event, { by }) => withPreparer(state, by),
  rectificationOrdered: (state, { on }) => ({
    ...inConstruction(state, ({ rectifications }) => ({
      rectifications: rectifications + 1,
      rectification: { orderedOn: on, submittedOn: null, isOverdue: false },
    })),
    status: 'rectifying',
  }),
  rectificationSubmitted: (state, { on, evidence }, { by }) =>
    inConstruction(withPreparer(state, by), ({ rectification }) => ({
      rectification: rectification && {
        ...rectification,
        submittedOn: on,
        shown: [...(rectification.shown ?? []), evidence],
      },
    })),
  rectificationAccepted: (state) => ({
    ...inConstruction(state, () => ({ rectification: null })),
    status: 'building',
  }),
  rectificationOverdue: (state) =>
    inConstruction(state, ({ rectification }) => ({
      rectification: rectification && { ...rectification, isOverdue: true },
    })),
  constructionSuspended: (state, { on }) => ({
    ...inConstruction(state, ({ suspensions }) => ({
      rectification: null,
      suspensions: suspensions + 1,
      suspension: { since: on, requestedOn: null },
    })),
    status: 'suspended',
  }),
  resumptionRequested: (state, { on, proof }, { by }) =>
    inConstruction(withPreparer(state, by), ({ suspension }) => ({
      suspension: suspension && {
        ...suspension,
        requestedOn: on,
        shown: [...(suspension.shown ?? []), proof],
      },
    })),
  resumptionCheckOverdue: (state) => state,
  constructionResumed: (state) => ({
    ...inConstruction(state, () => ({ suspension: null })),
    status: 'building',
  }),
  projectTerminated: (state) => ({
    ...inConstruction(state, () => ({ rectification: null, suspension: null })),
    status: 'terminated',
  }),
  constructionCompleted: (state, { completedOn }, { by }) => ({
    ...inConstruction(withPreparer(state, by), () => ({ completedOn })),
    status: 'completed',
    acceptance: BEFORE_ACCEPTANCE,
  }),
  trialRunStarted: (state, _event, { by }) => ({ ...withPreparer(state, by), status: 'trialRun' }),
}
