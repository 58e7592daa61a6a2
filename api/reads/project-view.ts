/** A project as people see it: where it stands, whose turn it is, why this date, and what can be done now. */

import type { SeenProject } from '#db/queries/project-view.ts'
import { permissionsOf } from '#domain/engine/allowed.ts'
import { explained } from '#domain/kinds.ts'
import { ACTIONS, type Verb } from '#domain/project/actions.ts'
import { STAGE_TITLES } from '#domain/project/approval/words.ts'
import { DEADLINES } from '#domain/project/deadline.ts'
import { gatesOf } from '#domain/project/evaluation/gates.ts'
import { frozenLines } from '#domain/project/evaluation/om-frozen.ts'
import type { Facts } from '#domain/project/facts.ts'
import { ofProject } from '#domain/project/kind.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { turnOf } from '#domain/project/turn.ts'
import { READS_PARTS } from '../access.ts'
import { routeNameOf } from '../acts/route-name.ts'
import type { Caller } from '../auth/caller.ts'
import { named, namedOrg, namedRole } from '../contract/named.ts'
import { factsFor } from './caller-facts.ts'
import { clockView } from './clock-view.ts'
import { unattendedOn } from './unattended.ts'
import { readableDeadlines, readableReviews } from './undecided.ts'
import { withoutParts } from './without-parts.ts'

export type ProjectView = ReturnType<typeof projectView>

/** `possible` leaves out the acts that are blocked, and what blocks them: nine tenths of the view. */
export function projectView(seen: SeenProject, caller: Caller, acts: 'all' | 'possible' = 'all') {
  return withoutParts(wholeView(seen, caller, acts), READS_PARTS[caller.actor.role].hidesParts)
}

function wholeView(
  { state, turnSince, omBasis, facts: outside }: SeenProject,
  caller: Caller,
  acts: 'all' | 'possible',
) {
  const facts = factsFor(outside, caller)
  const { approval, approvals, budget, planBasis, projectCode, track, submittedOn } = state
  return {
    ...standing(state, turnSince, caller),
    title: state.title,
    track,
    planBasis,
    projectCode,
    submittedOn,
    amounts: amountsOf(state),
    form: approval.form,
    supplement: { askedOn: approval.askedOn, openItems: approval.openItems },
    clock: clockView(approval.clock, facts),
    appraisal: approval.appraisal,
    approvals: approvals.map(({ files: _files, ...approval }) => approval),
    construction: state.construction,
    acceptance: state.acceptance,
    evaluation: state.evaluation,
    budget,
    gates: gatesOf(state, facts),
    omBasis,
    omFrozen: frozenLines(state, facts),
    bans: outside.bans,
    register: outside.register,
    pendingSignatures: readableReviews(state, caller),
    unattended: unattendedOn(state, caller),
    actions: actionsOf(state, facts, acts),
    basis: { calendar: outside.calendar.version, policy: outside.policy.version, asOf: caller.now },
  }
}

/** How the case stands, without what it says: all that an operator sees. */
export function standing(state: ProjectState, turnSince: string, caller: Caller) {
  const { directory } = caller
  const turn = turnOf(state)
  const deadlines = readableDeadlines(state, state.deadlines, caller)
  return {
    id: state.id,
    seq: state.seq,
    status: named(PROJECT_STATUSES, state.status),
    statusSince: state.statusSince,
    stage: named(STAGE_TITLES, state.approval.stage),
    round: state.approval.round,
    owner: namedOrg(directory, state.owner),
    authority: namedOrg(directory, state.authority),
    turn: turn && { role: namedRole(turn.role), org: namedOrg(directory, turn.org), since: turnSince },
    deadlines: deadlines.map((deadline) => ({ ...deadline, ...wordsOf(deadline.kind) })),
  }
}

const wordsOf = (kind: keyof typeof DEADLINES) => DEADLINES[kind]

function amountsOf({ approval, approvals, budget }: ProjectState) {
  return {
    investmentFen: approval.form.investmentFen,
    approvedFen: approvals.at(-1)?.approvedFen ?? null,
    plannedFen: budget.annualPlan.reduce((sum, { amountFen }) => sum + amountFen, 0),
    releasedFen: budget.releases.reduce((sum, { amountFen }) => sum + amountFen, 0),
  }
}

/** Every act: possible for this person now, or blocked with every reason. */
function actionsOf(state: ProjectState, facts: Facts, acts: 'all' | 'possible') {
  const shown = permissionsOf(ofProject(state), facts).filter(({ allowed }) => allowed || acts === 'all')
  return shown.map((permission) => {
    const verb = permission.verb as Verb
    const { zh, en } = ACTIONS[verb]
    const path = `/v1/projects/${state.id}/${routeNameOf(verb)}`
    const base = { verb: permission.verb, zh, en, path, allowed: permission.allowed }
    return permission.allowed ? base : { ...base, unmet: explained(permission.unmet) }
  })
}
