/** A national plan: drafted with the departments, approved by the State Council, amended in between (rulebook §2.1, T11). */

import { describe, expect, it } from 'vitest'
import { SHARED_REFUSALS } from '#domain/engine/shared-tables.ts'
import { NATIONAL_PLAN_KIND } from '#domain/national-plan/kind.ts'
import { TOPIC_TABLES } from '#domain/national-plan/topics.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import {
  AMENDED,
  APPROVE,
  ARGUMENT,
  amendmentRequested,
  answered,
  approved,
  asked,
  assessed,
  CONTENT,
  drafted,
  ITEMS,
  PlanDriver,
  request,
  requested,
  seen,
  TRANSITIONS,
} from './plan-driver.ts'
import { approver, lead, officer, otherApprover, otherLead } from './project-people.ts'

const tasksIn = ({ state }: PlanDriver) =>
  tasksOf({ kind: NATIONAL_PLAN_KIND, state }).map(({ key, org }) => [key.split('/').slice(2).join('/'), org])

const details = ({ state }: PlanDriver, on: string) =>
  NATIONAL_PLAN_KIND.details(state, { on } as never) as { inForce: string | null; changes: unknown }

/** What its events publish: version and first day. */
const versionsIn = ({ record }: PlanDriver) =>
  record
    .flatMap(({ event }) => NATIONAL_PLAN_KIND.versions(event as never))
    .map(({ version, effectiveFrom, body }) => [version, effectiveFrom, (body.items as unknown[]).length])

describe('a draft', () => {
  it('is the planning authority’s, and says each item once', () => {
    const plan = new PlanDriver().at('2026-03-02')
    expect(plan.refused(otherApprover, 'draftPlan', CONTENT)).toEqual(['outOfScope'])
    expect(plan.refused(lead, 'draftPlan', CONTENT)).toContain('roleMayNot')
    const odd = [
      { ...ITEMS[0], jointly: ['mnr'] },
      { ...ITEMS[0], years: { from: 2028, to: 2027 } },
    ]
    expect(plan.refused(approver, 'draftPlan', { ...CONTENT, items: odd }).toSorted()).toEqual([
      'planItemTwice',
      'planLeadTwice',
      'planYearsReversed',
    ])
    plan.act(approver, 'draftPlan', CONTENT)
    expect(plan.state).toMatchObject({ status: 'drafting', owner: 'ndrc', authority: 'sco', code: 'P15' })
    expect(tasksIn(plan)).toEqual([['askOpinions/1', 'ndrc']])
    expect(plan.refused(approver, 'draftPlan', CONTENT)).toEqual(['notNow'])
  })

  it('is revised by another content only, and may be given up', () => {
    const plan = drafted()
    expect(plan.refused(approver, 'revisePlan', { items: ITEMS })).toEqual(['unchanged'])
    expect(plan.refused(approver, 'revisePlan', { items: [{ owner: 'mnr', title: 'X', id: 'Y' }] })).toEqual(
      [],
    )
    plan.act(approver, 'abandonPlan', { reasons: '合并编制' })
    expect([plan.state.status, tasksIn(plan)]).toEqual(['abandoned', []])
    expect(versionsIn(plan)).toEqual([])
  })

  it('has its code to itself until it leads to nothing', () => {
    expect(NATIONAL_PLAN_KIND.codeGiven(CONTENT)).toMatchObject({
      code: 'P15',
      taken: { code: 'planCodeTaken' },
    })
    expect(NATIONAL_PLAN_KIND.codeGiven({})).toBeNull()
    const plan = drafted()
    expect(NATIONAL_PLAN_KIND.listing(plan.state)).toMatchObject({ code: 'P15', freesCode: false })
    plan.act(approver, 'abandonPlan', { reasons: '合并编制' })
    expect(NATIONAL_PLAN_KIND.listing(plan.state).freesCode).toBe(true)
  })
})

describe('opinions', () => {
  it('are asked of every department that leads an item, of none twice, and not of the drafter', () => {
    const plan = drafted()
    const codes = (...departments: string[]) => plan.refused(approver, 'askOpinions', { departments })
    expect(codes('mnr')).toEqual(['leadNotAsked'])
    expect(codes('mnr', 'moa', 'moa')).toEqual(['departmentAskedTwice'])
    expect(codes('mnr', 'moa', 'ndrc')).toEqual(['drafterAsked'])
    expect(codes('mnr', 'moa', 'mca')).toEqual([])
    expect(
      plan.refused(approver, 'requestApproval', { formDigest: plan.digest, argument: ARGUMENT }),
    ).toEqual(['notNow'])
  })

  it('are given by whoever was asked, once, and an objection says why', () => {
    const plan = asked()
    expect(tasksIn(plan)).toEqual([
      ['giveOpinion/1', 'mnr'],
      ['giveOpinion/2', 'moa'],
    ])
    expect(plan.refused(lead, 'giveOpinion', { request: 2, agrees: true })).toEqual(['opinionNotAsked'])
    expect(plan.refused(lead, 'giveOpinion', { request: 1, agrees: false })).toEqual([
      'objectionWithoutReasons',
    ])
    plan.act(lead, 'giveOpinion', { request: 1, agrees: false, opinion: '应由两部共同牵头' })
    expect(plan.refused(lead, 'giveOpinion', { request: 1, agrees: true })).toEqual(['opinionGivenAlready'])
    const stranger = { ...lead, orgPath: ['mca'], org: 'mca' }
    expect(plan.refused(stranger, 'giveOpinion', { request: 2, agrees: true })).toContain('outOfScope')
    expect(plan.state.status).toBe('consulting')
    plan.act(otherLead, 'giveOpinion', { request: 2, agrees: true })
    expect(plan.state).toMatchObject({ status: 'consulted', deadlines: [] })
    const body = { formDigest: plan.digest, argument: ARGUMENT }
    expect(plan.refused(approver, 'requestApproval', body)).toEqual(['objectionsUnanswered'])
    expect(plan.refused(approver, 'requestApproval', { ...body, objections: '已采纳' })).toEqual([])
  })

  it('that are not given in time are no objection', () => {
    const plan = asked()
    expect(plan.state.deadlines).toMatchObject([{ kind: 'planOpinion', dueOn: '2026-03-23' }])
    expect(NATIONAL_PLAN_KIND.namedByDeadline(plan.state, { kind: 'planOpinion', round: 1 })).toMatchObject([
      { offices: [{ org: 'mnr' }, { org: 'moa' }] },
    ])
    plan.act(otherLead, 'giveOpinion', { request: 2, agrees: true })
    plan.at('2026-03-23')
    expect(plan.state.status).toBe('consulting')
    plan.at('2026-03-24')
    expect(plan.state.status).toBe('consulted')
    expect(plan.state.opinions.map(({ position }) => position)).toEqual(['silent', 'agree'])
    const closing = plan.record.at(-1)?.event
    expect(closing && NATIONAL_PLAN_KIND.machineWords(closing as never)?.zh).toMatch(/视为无意见/)
    expect(request(plan).state.status).toBe('requested')
  })

  it('count for a revised draft that charges nobody else; a department that comes in is asked first', () => {
    const plan = answered(asked())
    const shorter = ITEMS.slice(0, 1)
    expect(plan.act(approver, 'revisePlan', { items: shorter }).state.status).toBe('consulted')
    const longer = [...shorter, { id: 'P15-09', title: '救助系统', owner: 'mca' }]
    expect(plan.act(approver, 'revisePlan', { items: longer }).state.status).toBe('drafting')
    expect(plan.refused(approver, 'askOpinions', { departments: ['mnr'] }).toSorted()).toEqual([
      'departmentAskedTwice',
      'leadNotAsked',
    ])
    plan.act(approver, 'askOpinions', { departments: ['mca'] })
    expect(tasksIn(plan)).toEqual([['giveOpinion/3', 'mca']])
  })
})

describe('the State Council', () => {
  it('decides on the draft that it was given, with a document, reasons and a day', () => {
    const plan = requested().at('2026-03-20')
    const codes = (body: object) => plan.refused(officer, 'decidePlan', { formDigest: plan.digest, ...body })
    expect(codes({ ...APPROVE, formDigest: ARGUMENT })).toEqual(['formMoved'])
    expect(codes({ verdict: 'approve' })).toEqual(['planLetterMissing'])
    expect(codes({ verdict: 'refuse' })).toEqual(['planReasonsMissing'])
    expect(codes({ ...APPROVE, effectiveFrom: '2026-03-19' })).toEqual(['planInForceTooEarly'])
    expect(codes({ ...APPROVE, effectiveFrom: '2026-03-20' })).toEqual([])
    expect(codes({ ...APPROVE, effectiveFrom: '2028-03-20' })).toEqual([])
    expect(codes({ ...APPROVE, effectiveFrom: '2028-03-21' })).toEqual(['dateTooFarAhead'])
    expect(plan.refused(approver, 'decidePlan', { formDigest: plan.digest, ...APPROVE })).toContain(
      'roleMayNot',
    )
  })

  it('approves by two persons: the version is published, and in force from its day', () => {
    const plan = requested().at('2026-03-20')
    plan.act(officer, 'decidePlan', { formDigest: plan.digest, ...APPROVE })
    expect(plan.state).toMatchObject({ status: 'requested', reviews: [{ step: 'planApproval' }] })
    const done = approved()
    expect(done.state).toMatchObject({ status: 'approved', draft: null, items: ITEMS })
    expect(versionsIn(done)).toEqual([['P15.1', '2026-04-01', 2]])
    expect(details(done, '2026-03-31').inForce).toBeNull()
    expect(details(done, '2026-04-01').inForce).toBe('P15.1')
    expect(tasksIn(done)).toEqual([])
    expect(done.state.versions[0]).toMatchObject({ source: APPROVE.documentNumber, items: 2 })
  })

  it('returns a draft, which keeps its opinions, or refuses it, which ends the case', () => {
    const returned = requested().decide({ verdict: 'return', reasons: '事项过多' })
    expect(returned.state).toMatchObject({ status: 'consulted', request: null })
    const refused = requested().decide({ verdict: 'refuse', reasons: '暂不编制' })
    expect(refused.state.status).toBe('refused')
    expect(versionsIn(refused)).toEqual([])
  })
})

describe('a mid-term amendment', () => {
  it('needs an assessment by which circumstances have changed materially', () => {
    const before = approved()
    expect(before.refused(approver, 'proposeAmendment', { items: AMENDED })).toEqual(['notNow'])
    expect(assessed(false).state.status).toBe('approved')
    const plan = assessed()
    expect(plan.state).toMatchObject({ status: 'amending', assessment: { isMaterial: true } })
    expect(plan.refused(approver, 'proposeAmendment', { items: ITEMS })).toEqual(['unchanged'])
  })

  it('is a whole new content, asked about anew, and a version more from its day on', () => {
    const plan = amendmentRequested()
    expect(plan.state).toMatchObject({ status: 'requested', opinions: [{ number: 3, org: 'mnr' }] })
    expect(details(plan, '2028-06-01').changes).toEqual({
      added: ['P15-03'],
      dropped: ['P15-02'],
      changed: [],
    })
    const decision = { ...APPROVE, documentNumber: '国函〔2028〕3号', effectiveFrom: '2028-07-01' }
    plan.decide(decision)
    expect(versionsIn(plan)).toEqual([
      ['P15.1', '2026-04-01', 2],
      ['P15.2', '2028-07-01', 2],
    ])
    expect([details(plan, '2028-06-30').inForce, details(plan, '2028-07-01').inForce]).toEqual([
      'P15.1',
      'P15.2',
    ])
  })

  it('is in force after the version before it, also where that one’s day is still to come', () => {
    const plan = requested().decide({ ...APPROVE, effectiveFrom: '2027-01-01' })
    plan.act(approver, 'assessPlan', { isMaterial: true, findings: '变化', report: ARGUMENT })
    plan.act(approver, 'proposeAmendment', { items: AMENDED })
    plan.act(approver, 'askOpinions', { departments: ['mnr'] })
    request(answered(plan))
    const body = { formDigest: plan.digest, ...APPROVE, effectiveFrom: '2027-01-01' }
    expect(plan.refused(officer, 'decidePlan', body)).toEqual(['planInForceTooEarly'])
    expect(plan.refused(officer, 'decidePlan', { ...body, effectiveFrom: '2027-01-02' })).toEqual([])
  })

  it('that is given up earlier, or returned, goes the same ways', () => {
    const consulting = asked().act(approver, 'abandonPlan', { reasons: '合并编制' })
    const consulted = answered(asked()).act(approver, 'abandonPlan', { reasons: '合并编制' })
    expect([consulting.state.status, consulted.state.status]).toEqual(['abandoned', 'abandoned'])
    const drafting = () => assessed().act(approver, 'proposeAmendment', { items: AMENDED })
    const asking = () => drafting().act(approver, 'askOpinions', { departments: ['mnr'] })
    for (const plan of [drafting(), asking(), answered(asking())])
      expect(plan.act(approver, 'abandonPlan', { reasons: '不再调整' }).state.status).toBe('approved')
    expect(answered(asking()).act(approver, 'askOpinions', { departments: ['mca'] }).state.status).toBe(
      'consulting',
    )
  })

  it('that is refused, or given up, leaves the old version in force', () => {
    const refused = amendmentRequested().decide({ verdict: 'refuse', reasons: '不作调整' })
    const abandoned = assessed().act(approver, 'abandonPlan', { reasons: '不再调整' })
    for (const plan of [refused, abandoned]) {
      expect(plan.state).toMatchObject({ status: 'approved', draft: null, items: ITEMS })
      expect(details(plan, '2028-12-31').inForce).toBe('P15.1')
    }
  })
})

describe('a plan that a later one has replaced', () => {
  const later = {
    version: 'P16.1',
    effectiveFrom: '2031-01-01' as never,
    source: '国函〔2030〕9号',
    items: [],
  }

  it('is amended no more, and is closed; until then it is not', () => {
    const plan = approved().at('2031-01-02')
    expect(plan.refused(approver, 'closePlan')).toEqual(['planStillInForce'])
    plan.besides({ ...later, effectiveFrom: '2026-03-01' as never })
    expect(plan.refused(approver, 'closePlan')).toEqual(['planStillInForce'])
    plan.besides(later)
    const report = { isMaterial: true, findings: '变化', report: ARGUMENT }
    expect(plan.refused(approver, 'assessPlan', report)).toEqual(['planReplaced'])
    plan.act(approver, 'closePlan')
    expect([plan.state.status, tasksIn(plan)]).toEqual(['closed', []])
    expect(versionsIn(plan)).toHaveLength(1)
  })
})

describe('a version that is loaded', () => {
  const version = {
    version: '2021.1',
    effectiveFrom: '2021-12-24' as never,
    source: '“十四五”规划',
    items: ITEMS,
  }

  it('opens its plan as an approved one, and a second one is a version more', () => {
    const plan = new PlanDriver().loaded({ plan: 'P14', ...version })
    expect(plan.state).toMatchObject({
      status: 'approved',
      code: 'P14',
      title: '“十四五”规划',
      owner: 'ndrc',
    })
    plan.loaded({
      plan: 'P14',
      ...version,
      version: '2025.1',
      effectiveFrom: '2025-07-01' as never,
      items: AMENDED,
    })
    expect(versionsIn(plan).map(([name]) => name)).toEqual(['2021.1', '2025.1'])
    expect(plan.state).toMatchObject({ items: AMENDED, authority: 'sco' })
    plan.act(approver, 'assessPlan', { isMaterial: true, findings: '变化', report: ARGUMENT })
    expect(() => plan.loaded(version)).toThrow('while it is amending')
  })

  it('is the only one of its plan unless it says which', () => {
    expect(new PlanDriver().loaded(version).state.code).toBe('2021.1')
  })
})

it('these tests meet every refusal of a plan, and every change of its status', () => {
  // That the code is another plan’s the record finds (test/activities/plan-import.test.ts).
  const shared = SHARED_REFUSALS.flatMap((refusals) => Object.keys(refusals))
  const own = Object.keys(TOPIC_TABLES.refusals).filter(
    (code) => ![...shared, 'planCodeTaken'].includes(code),
  )
  expect(own.filter((code) => !seen.refusals.has(code))).toEqual([])
  expect([...seen.transitions].toSorted()).toEqual(TRANSITIONS.toSorted())
})
