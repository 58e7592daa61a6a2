/**
 * What open reviews wait for, as seats that somebody has to take. The only place where tasks look at
 * `state.reviews`: another form of review changes this file and nothing else here.
 */
import type { OrgId, Role } from '../directory.ts'
import type { PersonId } from '../ids.ts'
import { ACTIONS, type Verb } from '../project/actions.ts'
import type { Deadline } from '../project/deadline.ts'
import type { ProjectState } from '../project/state.ts'
import { REVIEW_STEPS, type ReviewStep } from '../review/steps.ts'

export interface OpenSeat {
  step: ReviewStep
  round: number
  /** The act that is signed. */
  verb: Verb
  role: Role
  org: OrgId
  /** Whoever has signed already never takes a further seat. */
  signed: PersonId[]
  leaderOnly: boolean
  deadline: Deadline | undefined
}

export function openSeats(state: ProjectState): OpenSeat[] {
  return state.reviews.flatMap(({ step, round, subject, signatures }): OpenSeat[] => {
    const verb = subject.verb as Verb
    const { roles, relation } = ACTIONS[verb]
    const [role] = roles
    if (!role) return []
    const org = relation === 'authority' ? state.authority : (signatures[0]?.org ?? state.authority)
    const armed = REVIEW_STEPS.indexOf(step)
    const deadline = state.deadlines.find((one) => one.kind === 'secondSignature' && one.round === armed)
    const signed = signatures.map(({ person }) => person)
    return [{ step, round, verb, role, org, signed, leaderOnly: true, deadline }]
  })
}
