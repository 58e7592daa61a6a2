import { describe, expect, it } from 'vitest'
import type { PersonId } from '#domain/ids.ts'
import { changedValues, POLICY_V1 } from '#domain/policy.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import type { Panel, PanelSeat } from '#domain/review/panels.ts'
import { SEATS_MAX, TWO_PERSONS } from '#domain/review/panels.ts'
import { appraised, approveBody, filed } from './approval-form.ts'
import type { ProjectDriver } from './project-driver.ts'
import { approver, financeLeader, financier, lead, leader, type PersonActor } from './project-people.ts'

const seat = (id: string, change: Partial<PanelSeat> = {}): PanelSeat => ({
  id,
  order: 1,
  weight: 1,
  ...change,
})
const another = (person: string, change: Partial<PersonActor> = {}): PersonActor => ({
  ...approver,
  person: person as PersonId,
  ...change,
})
const [second, third] = [another('p-second'), another('p-third')]
const finance = seat('finance', { role: 'financeMinistry', org: 'mof' })

/** Waiting for the decision, under a policy with this panel for it. */
function deciding(panel: Partial<Panel>): ProjectDriver {
  const values = changedValues(POLICY_V1.values, { panels: { decision: { ...TWO_PERSONS, ...panel } } })
  return appraised(filed().given({ policy: { ...POLICY_V1, values } }))
}
const proposed = (panel: Partial<Panel>): ProjectDriver => {
  const p = deciding(panel)
  return p.actOnce('decide', approveBody(p))
}
const on = (p: ProjectDriver): BodyOf<'confirm'> => ({
  step: 'decision',
  contentHash: p.state.reviews[0]?.subject.contentHash ?? '0'.repeat(64),
})
const because = (p: ProjectDriver) => ({ ...on(p), reasons: '理由' })
const to = (p: ProjectDriver, person: string) => ({ ...because(p), to: person as PersonId })
const seatsNow = (p: ProjectDriver) => p.state.reviews[0]?.seats ?? []
const status = (p: ProjectDriver) => p.state.status

const threeHandlers = [seat('one'), seat('two'), seat('three')]

describe('a panel of policy', () => {
  it('co-signs all: the ministry of finance signs beside the authority', () => {
    const p = proposed({ seats: [seat('handler'), finance] })
    expect(p.by(leader).refused('confirm', on(p))).toEqual(['roleMayNot', 'outOfScope'])
    p.by(financier).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    expect(p.last('reviewCarried')).toMatchObject({ early: false, votes: { for: 2, against: 0, abstain: 0 } })
  })

  it('of any takes effect with the first signature', () => {
    const p = proposed({ seats: threeHandlers, rule: { kind: 'any' } })
    expect(status(p)).toBe('stageApproved')
    expect(
      p.record.filter(({ event }) => event.type === 'reviewOpened' && event.step === 'decision'),
    ).toEqual([])
  })

  it('of two in three goes on after one objection and ends by the second', () => {
    const p = proposed({ seats: threeHandlers, rule: { kind: 'kOfN', k: 2 } })
    p.by(second).act('object', because(p))
    expect(status(p)).toBe('deciding')
    p.by(third).act('object', because(p))
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'objected', reasons: '理由' })
    expect(p.state.reviews).toEqual([])
  })

  it('counts an abstention as its policy says', () => {
    const effects = { ...TWO_PERSONS.effects, abstain: 'notCounted' as const }
    const p = proposed({ seats: threeHandlers, effects })
    p.by(second).act('abstain', on(p)).by(third).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    const strict = proposed({ seats: threeHandlers })
    strict.by(second).act('abstain', on(strict))
    expect(strict.last('verdictsVoided')?.cause).toBe('notCarried')
  })

  it('waits for its order', () => {
    const seats = [seat('handler'), { ...finance, order: 2 }, seat('leader', { order: 3, isLeader: true })]
    const p = proposed({ seats })
    expect(p.by(leader).refused('confirm', on(p))).toEqual(['notItsTurn'])
    p.by(financier).act('confirm', on(p)).by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('gives each seat its own time, from when its turn comes', () => {
    const seats = [seat('handler'), { ...finance, order: 2 }, seat('leader', { order: 3, isLeader: true })]
    const effects = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
    const p = proposed({ seats, effects })
    expect(p.dueOn('seat')).toBe('2026-03-05')
    p.at('2026-03-05', 11)
    expect(p.last('seatsClosed')).toMatchObject({ seats: ['finance'], as: 'timedOut' })
    expect(p.dueOn('seat')).toBe('2026-03-08')
    expect(p.by(financier).refused('confirm', on(p))).toContain('roleMayNot')
    p.by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('fails visibly when the clock leaves too few voices, and can be proposed anew', () => {
    const effects = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
    const p = proposed({ seats: threeHandlers, rule: { kind: 'kOfN', k: 2 }, effects })
    p.at('2026-03-10')
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'failed', why: 'tooFewSeats' })
    expect(p.actOnce('decide', approveBody(p)).state.reviews).toHaveLength(1)
  })

  it('ends the round when the clock carries an act whose conditions fail meanwhile', () => {
    const effects = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
    const p = proposed({ seats: [seat('one'), seat('two')], effects })
    p.patch((state) => ({ ...state, approval: { ...state.approval, appraisal: null } })).at('2026-03-10')
    expect(p.last('verdictsVoided')?.cause).toBe('conditionsUnmet')
  })
})

describe('signers added and removed', () => {
  const add = (p: ProjectDriver, change: Partial<BodyOf<'addSigner'>>) => ({
    ...because(p),
    position: 'before' as const,
    ...change,
  })

  it('stand before, beside or after, by name or by office', () => {
    const p = proposed({})
    p.by(approver).act('addSigner', add(p, { role: 'financeMinistry', org: 'mof' }))
    expect(p.by(leader).refused('confirm', on(p))).toEqual(['notItsTurn'])
    p.by(financeLeader).act('confirm', on(p))
    p.by(leader).act('addSigner', add(p, { position: 'after', person: third.person }))
    p.act('confirm', on(p))
    expect(status(p)).toBe('deciding')
    p.by(third).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('are never preparers, voters or people who sit already', () => {
    const p = proposed({})
    const refused = (person: PersonId) => p.by(leader).refused('addSigner', add(p, { person }))
    expect(refused(lead.person)).toEqual(['giveeIsPreparer'])
    expect(refused(approver.person)).toEqual(['giveeHasVoted'])
    p.act('addSigner', add(p, { person: third.person }))
    expect(refused(third.person)).toEqual(['giveeSits'])
    expect(p.refused('addSigner', add(p, {}))).toEqual(['signerUnnamed'])
    expect(p.refused('addSigner', add(p, { person: second.person, of: 'nobody' }))).toEqual(['noSuchSeat'])
    expect(p.refused('addSigner', add(p, { role: 'approver', org: lead.org }))).toEqual(['giveeIsPreparer'])
  })

  it('can be removed while they have not signed; seats of policy cannot', () => {
    const p = proposed({})
    p.by(leader).act('addSigner', add(p, { person: third.person }))
    expect(p.refused('removeSigner', { ...because(p), seat: 'leader' })).toEqual(['seatIsOfPolicy'])
    expect(p.refused('removeSigner', { ...because(p), seat: 'added-7' })).toEqual(['noSuchSeat'])
    expect(p.by(financier).refused('removeSigner', { ...because(p), seat: 'added-1' })).toEqual([
      'notOnPanel',
    ])
    p.by(approver).act('removeSigner', { ...because(p), seat: 'added-1' })
    p.by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('decides at once when the one who is removed was the last to wait for', () => {
    const p = proposed({ seats: [seat('handler'), seat('two')] })
    p.by(second)
      .act('addSigner', add(p, { position: 'after', person: third.person }))
      .act('confirm', on(p))
    expect(status(p)).toBe('deciding')
    p.act('removeSigner', { ...because(p), seat: 'added-1' })
    expect(status(p)).toBe('stageApproved')
  })
})

describe('a seat given away', () => {
  it('transferred, it moves for good and keeps what policy asks of it', () => {
    const p = proposed({})
    p.by(leader).act('transferSeat', to(p, 'p-third'))
    expect(p.refused('confirm', on(p))).toEqual(['notYourSeat'])
    expect(p.by(third).refused('confirm', on(p))).toEqual(['leaderNeeded'])
    p.by({ ...third, isLeader: true }).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('delegated, it comes back: the owner votes after the advice', () => {
    const p = proposed({})
    p.by(leader).act('delegateSeat', to(p, 'p-third'))
    expect(p.refused('confirm', on(p))).toEqual(['adviceMissing'])
    expect(p.by(second).refused('advise', { ...on(p), recommends: 'for', advice: '同意' })).toEqual([
      'nothingToAdvise',
    ])
    p.by(third).act('advise', { ...on(p), recommends: 'against', advice: '不同意' })
    expect(status(p)).toBe('deciding')
    p.by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it.each(['transferSeat', 'delegateSeat'] as const)(
    'never goes by %s to a preparer, a voter or oneself',
    (verb) => {
      const p = proposed({}).by(leader)
      expect(p.refused(verb, to(p, lead.person))).toEqual(['giveeIsPreparer'])
      expect(p.refused(verb, to(p, approver.person))).toEqual(['giveeHasVoted'])
      expect(p.refused(verb, to(p, leader.person))).toEqual(['giveeIsSelf'])
    },
  )
})

describe('standing aside and taking back', () => {
  it('a recusal keeps the person out and leaves an office to another', () => {
    const p = proposed({})
    p.by(leader).act('recuse', because(p))
    expect(p.refused('confirm', on(p))).toEqual(['recusedAlready'])
    expect(
      p.by(approver).refused('addSigner', { ...because(p), position: 'before', person: leader.person }),
    ).toEqual(['giveeRecused'])
    p.by(another('p-deputy', { isLeader: true })).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('a recusal from a seat of one’s own closes it, as policy counts it', () => {
    const effects = { ...TWO_PERSONS.effects, recused: 'notCounted' as const }
    const p = proposed({ seats: [seat('handler'), seat('leader', { person: leader.person })], effects })
    p.by(leader).act('recuse', because(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('a vote can be taken back while the round is open, and given again', () => {
    const p = proposed({ seats: threeHandlers })
    p.by(second).act('confirm', on(p)).act('takeBack', because(p))
    expect(seatsNow(p).filter(({ mark }) => mark)).toHaveLength(1)
    p.by(third).act('confirm', on(p))
    expect(status(p)).toBe('deciding')
    expect(p.refused('takeBack', because(p))).toEqual([])
    p.by(second).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    expect(p.refused('takeBack', { step: 'decision', contentHash: '0'.repeat(64), reasons: 'x' })).toEqual([
      'nothingToConfirm',
    ])
  })

  it('whoever proposed takes the whole proposal back', () => {
    const p = proposed({})
    p.by(approver).act('takeBack', because(p))
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'takenBack', reasons: '理由' })
    expect(p.state.reviews).toEqual([])
  })
})

describe('nudging and copying', () => {
  it('a nudge names the seats that are waited for, and cools down', () => {
    const p = proposed({})
    p.by(lead).act('nudge', on(p))
    expect(p.last('reviewNudged')?.seats).toEqual(['leader'])
    expect(p.by(approver).refused('nudge', on(p))).toEqual(['nudgedAlready'])
    expect(p.at('2026-03-03', 10).refused('nudge', on(p))).toEqual([])
    expect(p.by(financier).refused('nudge', on(p))).toContain('notOnPanel')
  })

  it('a copy is kept once for each person', () => {
    const p = proposed({}).by(approver)
    const people = ['p-auditor', 'p-expert'] as PersonId[]
    p.act('copyTo', { ...on(p), people }).act('copyTo', { ...on(p), people })
    expect(p.state.copied).toEqual(people)
  })
})

describe('what can be done in a round', () => {
  it('is listed with its reasons', () => {
    const p = proposed({})
    const blocked = (actor: PersonActor) =>
      p.permissions(actor).flatMap((one) => (!one.allowed && one.verb === 'confirm' ? one.unmet : []))
    expect(p.allowed(leader)).toEqual(
      expect.arrayContaining([
        'confirm',
        'object',
        'abstain',
        'recuse',
        'addSigner',
        'transferSeat',
        'nudge',
      ]),
    )
    expect(blocked(approver).map(({ code }) => code)).toEqual(['samePerson', 'leaderNeeded'])
  })

  it('fits its snapshot with 200 seats, and a round that is over leaves it', () => {
    const seats = Array.from({ length: SEATS_MAX }, (_, i) =>
      seat(`department-${i}`, { role: 'approver', org: `ministry-of-affairs-${i}` }),
    )
    const p = proposed({ seats })
    for (let i = 0; i < SEATS_MAX - 1; i += 1) {
      const org = `ministry-of-affairs-${i}`
      p.by(another(`person-with-a-long-name-${i}`, { org, orgPath: [org] })).act('confirm', on(p))
    }
    expect(JSON.stringify(p.state).length).toBeLessThan(64 * 1024)
    const org = `ministry-of-affairs-${SEATS_MAX - 1}`
    p.by(another('last', { org, orgPath: [org] })).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    expect(JSON.stringify(p.state).length).toBeLessThan(16 * 1024)
  })
})
