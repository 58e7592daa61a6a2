import { withPreparer } from '../../case/parts.ts'
import type { Evolve } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import type { AcceptanceEvent } from './events.ts'
import { type AcceptanceState, type Assessment, acceptanceOf, isAssessment } from './state.ts'

const inAcceptance = (state: ProjectState, change: Partial<AcceptanceState>): ProjectState => ({
  ...state,
  acceptance: { ...acceptanceOf(state), ...change },
})

/** Of an event that does not say it; as it was when such events were recorded. */
const wantingByChecks = (
  { checks }: Extract<AcceptanceEvent, { type: 'acceptanceFailed' }>,
  application: AcceptanceState['application'],
): Assessment[] => {
  if (!checks.cryptography.met) return ['securityAssessment', 'cryptographyAssessment']
  return application?.cryptography === 'unmet' ? ['cryptographyAssessment'] : []
}

export const ACCEPTANCE_EVOLVE: Evolve<AcceptanceEvent> = {
  acceptanceExtensionAsked: (state, { on, newDate }, { by }) =>
    inAcceptance(withPreparer(state, by), { asked: { on, newDate } }),
  acceptanceExtended: (state, { until }) =>
    inAcceptance(state, {
      asked: null,
      extendedTo: until,
      isOverdue: false,
      extensions: acceptanceOf(state).extensions + 1,
    }),
  // The original date stands (T25).
  acceptanceExtensionRefused: (state) => inAcceptance(state, { asked: null }),
  acceptanceOverdue: (state) => inAcceptance(state, { isOverdue: true }),
  acceptanceApplied: (state, { on, round, documents, cryptography, security }, { by }) => ({
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
  // Overruns of the authority change nothing by themselves: no tacit acceptance, the record says it.
  acceptanceDecisionOverdue: (state) => state,
  archiveAcceptanceRecorded: (state, { verdict, report }) =>
    inAcceptance(state, { archive: verdict, archiveReport: report }),
  acceptancePassed: (state, { on }) => ({
    ...inAcceptance(state, { application: null, failedOn: null, passedOn: on }),
    status: 'accepted',
  }),
  acceptanceFailed: (state, event) => {
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
  acceptanceFailedAgain: (state) => state,
  acceptanceRectificationOverdue: (state) => state,
  acceptanceReportFiled: (state, { on }, { by }) =>
    inAcceptance(withPreparer(state, by), { reportFiledOn: on }),
  acceptanceReportOverdue: (state) => state,
  putIntoOperation: (state, { operatingSince }, { by }) => ({
    ...inAcceptance(withPreparer(state, by), { operatingSince }),
    status: 'operating',
  }),
}
