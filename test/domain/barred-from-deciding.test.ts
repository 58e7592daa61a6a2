/**
 * People who had a part in a project may not decide on it, with any account and as anybody's substitute. Updates and
 * Signals use the same rules, so this covers both.
 */
import { describe, expect, it } from 'vitest'
import { exampleOf } from '#api/contract/example-of.ts'
import { type Part, withParts } from '#domain/case/parts.ts'
import { ACTIONS, BODIES, type BodyOf, VERBS, type Verb } from '#domain/project/actions.ts'
import { panelsOf } from '#domain/project/panels.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { ProjectRefusal } from '#domain/project/topics.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import { NATIONAL, type OrgId, type PersonActor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { addMonths, plainDate } from '#domain/values/plain-date.ts'
import { on, proposed, seat, third, to } from './panel-rounds.ts'
import { digestOf, operating, type ProjectDriver } from './project-builder.ts'
import {
  AGENCY,
  approver,
  CONTRACTOR,
  EVALUATOR,
  evaluator,
  expert,
  financier,
  lead,
  leader,
  OWNER,
  officer,
  SUPERVISION,
} from './project-people.ts'

/** Substitutes may come from any organisation, so that this is never the reason; every step needs two persons. */
const policy = {
  ...POLICY_V1,
  values: { ...POLICY_V1.values, substituteOfSameRoot: false, panels: panelsOf(() => TWO_PERSONS) },
}
const DAY = '2026-03-10'
const author: Part = { kind: 'author', person: null, orgPath: ['study-lab', 'study-house'] }

/** In operation; the post-evaluation report waits for its second signature. */
function late(): ProjectDriver {
  const p = operating(DAY)
    .given({ policy })
    .patch((state) => withParts(state, [author]))
    .at(addMonths(plainDate(DAY), 13))
    .by(lead)
    .act('submitSelfEvaluation', { report: digestOf('self'), selfScore: 90, achieved: '目标实现' })
    .by(approver)
    .act('commissionPostEvaluation', {
      ...{ evaluator: EVALUATOR, conflictStatement: digestOf('none'), letter: digestOf('letter') },
    })
    .by(evaluator)
    .act('submitPostEvaluation', { score: 85, report: digestOf('post'), opinion: '目标基本实现' })
  return p.by(approver).actOnce('adoptPostEvaluation', bodyOf('adoptPostEvaluation'))
}

const bodyOf = <V extends Verb>(verb: V): BodyOf<V> => exampleOf(BODIES[verb]) as BodyOf<V>

interface Barred {
  person: PersonId | null
  orgPath: OrgId[]
  code: ProjectRefusal
  given: ProjectRefusal
}

const RELATIONS: Readonly<Record<string, Barred>> = {
  'who prepared it': {
    ...{ person: lead.person, orgPath: lead.orgPath, code: 'preparerMayNotDecide', given: 'giveeIsPreparer' },
  },
  'the firm that wrote it, up to its root': {
    ...{
      person: null,
      orgPath: ['another-lab', 'study-house'],
      code: 'authorMayNotDecide',
      given: 'giveeIsPreparer',
    },
  },
  'who appraised it': {
    ...{ person: expert.person, orgPath: [AGENCY], code: 'expertMayNotDecide', given: 'giveeIsExpert' },
  },
  'anybody of the appraising agency': {
    ...{ person: null, orgPath: ['branch', AGENCY], code: 'expertMayNotDecide', given: 'giveeIsExpert' },
  },
  'anybody of the evaluating agency': {
    ...{ person: null, orgPath: ['branch', EVALUATOR], code: 'evaluatorMayNotDecide', given: 'giveeIsParty' },
  },
  'the supervision firm': {
    ...{
      person: null,
      orgPath: ['branch', SUPERVISION],
      code: 'supervisorMayNotDecide',
      given: 'giveeIsParty',
    },
  },
  'the contractor': {
    ...{
      person: null,
      orgPath: ['branch', CONTRACTOR],
      code: 'contractorMayNotDecide',
      given: 'giveeIsParty',
    },
  },
  'the ministry that owns it, any of its bureaus': {
    ...{ person: null, orgPath: ['mnr-finance', OWNER], code: 'ownerMayNotDecide', given: 'giveeIsParty' },
  },
}

/** Somebody who may do the act, without a part in the case. */
function entitled(verb: Verb): PersonActor {
  const { roles, relation } = ACTIONS[verb]
  const who = [leader, financier, officer].find(({ role }) => roles.includes(role))
  if (!who) throw new Error(`nobody here does ${verb} (${relation})`)
  return who
}

const somebody = 'p-somebody' as PersonId

/** Every way in which a barred person could do it. */
const WAYS: Readonly<Record<string, (barred: Barred, clean: PersonActor) => PersonActor>> = {
  'in their own name': ({ person, orgPath }, clean) =>
    person ? { ...clean, person } : { ...clean, person: somebody, org: orgPath[0] ?? '', orgPath },
  'by a second account': ({ person, orgPath }, clean) =>
    person
      ? { ...clean, person: somebody, accounts: [person] }
      : { ...clean, person: somebody, org: orgPath[0] ?? '', orgPath, accounts: ['p-other' as PersonId] },
  'in the stead of somebody who may': ({ person, orgPath }, clean) => ({
    ...clean,
    person: person ?? somebody,
    actingFor: { person: clean.person, ownPath: orgPath, substitution: 's-1' },
  }),
  'by another account in the stead of somebody who may': ({ person, orgPath }, clean) => ({
    ...{ ...clean, person: somebody, accounts: [person ?? ('p-other' as PersonId)] },
    actingFor: { person: clean.person, ownPath: orgPath, substitution: 's-1' },
  }),
  'through a substitute who may': ({ person, orgPath }, clean) => ({
    ...{ ...clean, person: somebody, org: orgPath[0] ?? '', orgPath },
    actingFor: { person: person ?? ('p-other' as PersonId), ownPath: clean.orgPath, substitution: 's-1' },
  }),
}

const p = late()
const round = () => {
  const [review] = p.state.reviews
  if (!review) throw new Error('no round is open')
  return { step: review.step, contentHash: review.subject.contentHash, reasons: '理由' }
}
const DECIDING = VERBS.filter((verb) => ACTIONS[verb].decides && ACTIONS[verb].relation !== 'signer')
const SIGNING = ['confirm', 'object', 'abstain'] as const

const refusedTo = (verb: Verb, actor: PersonActor): ProjectRefusal[] =>
  p.by(actor).refused(verb, (SIGNING.includes(verb as never) ? signBody(verb) : bodyOf(verb)) as never)
const signBody = (verb: Verb) => {
  const { reasons, ...body } = round()
  return verb === 'confirm' || verb === 'abstain' ? body : { ...body, reasons }
}

describe('nobody who had a part decides', () => {
  const cases = Object.keys(RELATIONS).flatMap((relation) =>
    Object.keys(WAYS).map((way) => [relation, way] as const),
  )

  it.each(cases)('%s, %s', (relation, way) => {
    const barred = RELATIONS[relation] as Barred
    const as = WAYS[way] as (typeof WAYS)[string]
    for (const verb of [...DECIDING, ...SIGNING]) {
      const actor = as(barred, entitled(verb))
      // Only national bodies have these roles in the directory (`db/intake/reference-faults.ts`).
      const isImpossible = NATIONAL.includes(actor.role) && barred.orgPath.includes(actor.org)
      if (!isImpossible) expect(refusedTo(verb, actor), verb).toContain(barred.code)
    }
  })

  it('and only for this reason: people without a part are not refused by it', () => {
    const codes = Object.values(RELATIONS).map(({ code }) => code)
    for (const verb of [...DECIDING, ...SIGNING]) {
      const refused = refusedTo(verb, entitled(verb))
      expect(
        refused.filter((code) => codes.includes(code)),
        verb,
      ).toEqual([])
    }
    expect(refusedTo('confirm', leader)).toEqual([])
  })
})

describe('nobody who had a part is given a seat', () => {
  it.each(Object.entries(RELATIONS))(
    '%s, by transfer, delegation or as an added signer',
    (_relation, barred) => {
      const { person, orgPath, given } = barred
      const [org = ''] = orgPath
      const id = person ?? somebody
      const entry = person ? { id } : { id, org, orgPath }
      const other = 'p-second-account' as PersonId
      // The second account belongs to the authority, like every holder of a seat.
      const account = { id: other, accounts: person ? [person] : [] }
      p.by(leader).knows(entry, person ? account : { ...entry, id: other })
      for (const named of [id, other]) {
        const body = { ...round(), to: named }
        expect(p.refused('transferSeat', body as never), 'transfer').toContain(given)
        expect(p.refused('delegateSeat', body as never), 'delegate').toContain(given)
        const added = { ...round(), position: 'after', person: named }
        expect(p.refused('addSigner', added as never), 'added').toContain(given)
      }
    },
  )

  it('and the holder cannot give it to their other account, or back to the person who asked', () => {
    const q = proposed({ seats: [seat('one'), seat('two'), seat('three')] })
    q.by(third).act('delegateSeat', to(q, 'p-adviser'))
    const adviser = { ...approver, person: 'p-adviser' as PersonId }
    q.knows({ id: 'p-back' as PersonId, accounts: [third.person] })
    for (const person of [third.person, 'p-back' as PersonId]) {
      const asked = { ...adviser, person, accounts: person === third.person ? [] : [third.person] }
      expect(q.by(asked).refused('advise', { ...on(q), recommends: 'for', advice: '同意' })).not.toEqual([])
    }
  })
})

describe('one human has one vote', () => {
  const ways: [string, PersonActor][] = [
    ['again', { ...approver, isLeader: true }],
    ['by a second account', { ...leader, person: somebody, accounts: [approver.person] }],
    [
      'in the stead of the leader',
      {
        ...{ ...leader, person: approver.person },
        actingFor: { person: leader.person, ownPath: approver.orgPath, substitution: 's-1' },
      },
    ],
    [
      'by a second account in the stead of the leader',
      {
        ...{ ...leader, person: somebody, accounts: [approver.person] },
        actingFor: { person: leader.person, ownPath: approver.orgPath, substitution: 's-1' },
      },
    ],
    [
      'through the leader’s substitute who stands in for them',
      {
        ...{ ...leader, person: somebody },
        actingFor: {
          person: leader.person,
          accounts: [approver.person],
          ownPath: approver.orgPath,
          substitution: 's',
        },
      },
    ],
  ]

  it.each(ways)('a person who has signed does not sign again %s', (_way, actor) => {
    for (const verb of SIGNING) expect(refusedTo(verb, actor), verb).toContain('samePerson')
  })

  it.each(ways)('a person who approved does not revoke %s', (_way, actor) => {
    const { role, org, orgPath } = officer
    const revoking = { ...actor, role, org, orgPath }
    expect(
      p.by(revoking).refused('revokeDecision', { ...bodyOf('revokeDecision'), stage: 'merged' }),
    ).toContain('approverMayNotRevoke')
  })

  it.each(ways)('a person who listed a line of the plan does not release on it %s', (_way, actor) => {
    const q = late().by(approver)
    q.act('listInAnnualPlan', { ...bodyOf('listInAnnualPlan'), year: 2027, amountFen: 1_000_000 as never })
    const { role, org, orgPath } = financier
    const releasing = { ...actor, role, org, orgPath }
    const body = { ...bodyOf('releaseFunds'), year: 2027, amountFen: 1 as never }
    expect(q.by(releasing).refused('releaseFunds', body)).toContain('planListerMayNotRelease')
  })
})
