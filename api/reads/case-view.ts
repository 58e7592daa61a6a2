/** The view of a case: status, whose turn it is, deadlines with reasons, and the acts that are possible now. */

import type { SeenCase } from '#db/queries/case-view.ts'
import { actionOf } from '#domain/case/kind.ts'
import { explainUnmet } from '#domain/case/refusal.ts'
import { permissionsOf } from '#domain/engine/allowed.ts'
import type { AnyCase, Kind } from '#domain/engine/kind.ts'
import { titleOf } from '#domain/law/provision.ts'
import type { ReviewFacts } from '#domain/review/kind.ts'
import { READS_PARTS } from '../access.ts'
import { routeNameOf } from '../acts/route-name.ts'
import type { Caller } from '../auth/caller.ts'
import { named, namedOrg, namedRole } from '../contract/named.ts'
import { factsFor } from './caller-facts.ts'
import { onlyParts } from './only-parts.ts'
import { readableDeadlines, readableReviews } from './open-rounds.ts'
import { withSourceWords } from './source-words.ts'
import { unattendedOn } from './unattended.ts'

/** `possible` leaves out blocked acts and their reasons, which are nine tenths of the view. */
export function caseView(seen: SeenCase, caller: Caller, acts: 'all' | 'possible' = 'all') {
  const { kind, state, facts: outside, rows } = seen
  const facts = factsFor(outside, caller)
  return {
    ...standing(seen, caller),
    title: state.title,
    ...readable(kind, { ...kind.details(state, facts), ...withSourceWords(kind, rows) }, caller),
    pendingSignatures: readableReviews(state, caller),
    unattended: unattendedOn(seen, caller),
    actions: actionsOf(seen, facts, acts),
    basis: { calendar: outside.calendar.version, policy: outside.policy.version, asOf: caller.now },
  }
}

/** Details of the case. Readers on commission get only the parts that their work needs. */
const readable = (kind: Kind, details: Readonly<Record<string, unknown>>, { actor }: Caller) =>
  READS_PARTS[actor.role].isCommissioned ? onlyParts(details, kind.forCommissioned.parts) : details

/** The status of the case without its content: all that an operator sees. */
export function standing({ kind, state, turnSince }: SeenCase, caller: Caller) {
  const { directory } = caller
  const turn = kind.turnOf(state)
  const { stage, round } = kind.matterOf(state)
  const deadlines = readableDeadlines({ kind, state }, state.deadlines, caller)
  return {
    id: state.id,
    kind: { code: kind.name, zh: kind.zh, en: kind.en },
    seq: state.seq,
    status: named(kind.statuses, state.status),
    statusSince: state.statusSince,
    stage: named(kind.stages, stage),
    round,
    owner: namedOrg(directory, state.owner),
    authority: namedOrg(directory, state.authority),
    turn: turn && { role: namedRole(turn.role), org: namedOrg(directory, turn.org), since: turnSince },
    deadlines: deadlines.map((deadline) => ({ ...deadline, ...entryOf(kind, deadline) })),
  }
}

function entryOf({ deadlines }: Kind, deadline: { kind: string }) {
  const entry = deadlines[deadline.kind]
  return entry && { zh: entry.zh, en: entry.en, source: titleOf(entry.source) }
}

/** Every act: possible for this person now, or blocked with every reason. */
function actionsOf(of: AnyCase, facts: ReviewFacts, acts: 'all' | 'possible') {
  const { kind, state } = of
  const shown = permissionsOf(of, facts).filter(({ allowed }) => allowed || acts === 'all')
  return shown.map((permission) => {
    const { verb, allowed } = permission
    const { zh, en } = actionOf(kind, verb)
    const path = `/v1/${kind.path}/${state.id}/${routeNameOf(verb)}`
    const base = { verb, zh, en, path, allowed }
    return permission.allowed
      ? base
      : { ...base, unmet: permission.unmet.map((one) => explainUnmet(one, kind.refusals)) }
  })
}
