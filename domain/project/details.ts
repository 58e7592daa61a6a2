/** What the view of a project shows in addition to what every case shows. */
import { plannedFen, releasedFen } from './budget-sums.ts'
import { clockView } from './clock-view.ts'
import { gatesOf } from './evaluation/gates.ts'
import { frozenLines } from './evaluation/om-funds.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'

export function detailsOf(state: ProjectState, facts: Facts) {
  const { approval, approvals, budget, planBasis, projectCode, track, submittedOn } = state
  return {
    track,
    planBasis,
    projectCode,
    submittedOn,
    amounts: amountsOf(state),
    form: approval.form,
    supplement: {
      askedOn: approval.askedOn,
      openItems: approval.openItems,
      extension: approval.supplementExtension ?? null,
    },
    clock: clockView(approval.clock, facts),
    appraisal: approval.appraisal,
    jointly: approval.jointly ?? [],
    consulted: approval.consulted ?? [],
    services: state.services ?? [],
    approvals: approvals.map(({ files: _files, ...approval }) => approval),
    construction: state.construction,
    acceptance: state.acceptance,
    evaluation: state.evaluation,
    budget,
    gates: gatesOf(state, facts),
    omFrozen: frozenLines(state, facts),
    bans: facts.bans,
    register: facts.register,
  }
}

function amountsOf(state: ProjectState) {
  const { approval, approvals } = state
  return {
    investmentFen: approval.form.investmentFen,
    approvedFen: approvals.at(-1)?.approvedFen ?? null,
    plannedFen: plannedFen(state),
    releasedFen: releasedFen(state),
  }
}

/** Commissioned readers see what their work needs: the document and its amount, not the money of the project. */
export const PARTS_FOR_COMMISSIONED: readonly string[] = [
  'track',
  'planBasis',
  'projectCode',
  'submittedOn',
  'amounts.investmentFen',
  'amounts.approvedFen',
  'form',
  'supplement',
  'clock',
  'appraisal',
  'approvals',
  'construction',
  'acceptance',
  'evaluation.gates',
  'evaluation.self',
  'evaluation.selfOverdue',
  'evaluation.post',
  'evaluation.postRounds',
  'evaluation.grade',
  'gates',
  'register',
]
