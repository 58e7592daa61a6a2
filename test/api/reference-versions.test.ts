import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from '#domain/kinds.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import { type ApiWorld, openApiWorld } from './api-world.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
})
afterAll(() => world.close())

const load = (what: string, body: unknown) =>
  world.call('POST', `/v1/reference/${what}`, { as: 'shi-yan', body })

describe('a new calendar', () => {
  const off = ['2027-01-01']
  const notice = { version: 'n-2027', years: [{ year: 2027, source: 'a notice', off, work: [] }] }
  const yearsOf = async (version: string) =>
    (await world.pool.query('select calendar from calendar_version where version = $1', [version])).rows[0]
      .calendar.years

  it('replaces the years that it has, and keeps all others', async () => {
    const before = await yearsOf('2026.1')
    expect((await load('calendars', notice)).status).toBe(201)
    expect(await yearsOf('n-2027')).toEqual({
      ...before,
      2027: { source: 'a notice', off, work: [] },
    })
    const years = [{ year: 2027, source: 'corrected', off: [], work: [] }]
    expect((await load('calendars', { version: 'n-2027.2', years })).status).toBe(201)
    expect(await yearsOf('n-2027.2')).toEqual({ ...before, 2027: { source: 'corrected', off: [], work: [] } })
  })

  it('is the same only with the same years and the same first day', async () => {
    expect((await load('calendars', notice)).status).toBe(201)
    const effectiveAt = '2149-01-01T00:00:00.000Z'
    const later = await load('calendars', { ...notice, effectiveAt })
    expect(later.status, JSON.stringify(later.json)).toBe(409)
    const years = [{ year: 2027, source: 'another', off, work: [] }]
    expect((await load('calendars', { ...notice, years })).status).toBe(409)
  })

  it('cannot come into force before a loaded calendar that does not have its years', async () => {
    const effectiveAt = '2021-01-01T00:00:00.000Z'
    expect((await load('calendars', { ...notice, version: 'late', effectiveAt })).status).toBe(409)
  })
})

const policy = (changes: Record<string, unknown>) => ({
  version: 'p1',
  effectiveFrom: '2026-03-01',
  appliesToRunningCases: false,
  source: 'a decision',
  values: { completenessWorkingDays: 9 },
  ...changes,
})
const valuesOf = async (version: string) =>
  (await world.pool.query('select values from policy_version where version = $1', [version])).rows[0].values

describe('a new policy', () => {
  it('is the same only when all its fields are the same', async () => {
    expect((await load('policies', policy({}))).status).toBe(201)
    expect((await load('policies', policy({}))).status).toBe(201)
    for (const other of [
      { effectiveFrom: '2026-03-02' },
      { appliesToRunningCases: true },
      { source: 'another decision' },
      { values: { completenessWorkingDays: 8 } },
    ]) {
      expect((await load('policies', policy(other))).status, JSON.stringify(other)).toBe(409)
    }
  })

  it('for running cases takes no values from a policy that does not apply to them', async () => {
    const running = { version: 'p2', effectiveFrom: '2026-04-01', appliesToRunningCases: true }
    const part = await load('policies', policy({ ...running, values: { decisionWorkingDays: 25 } }))
    expect([part.status, part.json.errors[0].code]).toEqual([422, 'missing-field'])
    const pointers = part.json.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers).toContain('/values/completenessWorkingDays')
    const values = { ...KINDS.firstPolicy.values, decisionWorkingDays: 25 }
    expect((await load('policies', policy({ ...running, values }))).status).toBe(201)
    // All cases follow this policy, so the next one may name only its changes.
    const next = { version: 'p3', effectiveFrom: '2026-05-01', appliesToRunningCases: true }
    expect((await load('policies', policy({ ...next, values: { supplementWorkingDays: 10 } }))).status).toBe(
      201,
    )
    expect(await valuesOf('p3')).toEqual({ ...values, supplementWorkingDays: 10 })
  })

  it('changes values of the policy before it, not of later ones', async () => {
    expect((await load('policies', policy({ version: 'p0', effectiveFrom: '2026-03-15' }))).status).toBe(201)
    expect(await valuesOf('p0')).toMatchObject({ completenessWorkingDays: 9, decisionWorkingDays: 20 })
  })

  it('names only entries of the directory, and as an authority no bureau', async () => {
    const panels = { decision: { ...TWO_PERSONS, seats: [{ ...TWO_PERSONS.seats[0], org: 'nosuchorg' }] } }
    const values = { planningAuthority: 'ndcr', panels }
    const { status, json } = await load('policies', policy({ version: 'bad', values }))
    expect(status).toBe(422)
    expect(json.errors).toMatchObject([
      { pointer: '/values/planningAuthority', code: 'unknown-reference' },
      { pointer: '/values/panels/decision/seats/0/org', code: 'unknown-reference' },
    ])
    const bureau = await load(
      'policies',
      policy({ version: 'bad', values: { planningAuthority: 'ndrc-hightech' } }),
    )
    expect(bureau.json.errors).toMatchObject([
      { pointer: '/values/planningAuthority', code: 'invalid-value' },
    ])
  })

  it('has no panel in which silence counts as approval', async () => {
    for (const [mark, effect] of [
      ['timedOut', 'for'],
      ['absent', 'for'],
      ['recused', 'for'],
    ]) {
      const panel = { ...TWO_PERSONS, effects: { ...TWO_PERSONS.effects, [mark as string]: effect } }
      const { status, json } = await load(
        'policies',
        policy({ version: 'bad', values: { panels: { decision: panel } } }),
      )
      expect(status).toBe(422)
      expect(json.errors).toMatchObject([{ pointer: `/values/panels/decision/effects/${mark}` }])
    }
  })

  it.each([
    { completenessWorkingDays: 0 },
    { decisionWorkingDays: 367 },
    { feasibilityValidityMonths: 0 },
    { acceptanceExtensionMonthsMax: 121 },
    { holdbackPercent: 101 },
    { estimateOverrunPercent: -1 },
    { secondSignatureHours: 0 },
    { secondSignatureHours: 721 },
    { authorityThresholdFen: -1 },
    { acceptanceExtensionsMax: 1_000_000 },
    { omEffects: { ...POLICY_V1.values.omEffects, fair: { effect: 'reduce', percent: 101 } } },
    { omEffects: { fair: { effect: 'reduce', percent: 50 } } },
  ])('may not contain %j', async (values) => {
    const { status, json } = await load('policies', policy({ version: 'bad', values }))
    expect(status).toBe(422)
    expect(json.errors[0].pointer).toContain(`/values/${Object.keys(values)[0]}`)
  })
})

describe('a new plan', () => {
  const plan = (items: object[]) => ({
    ...{ version: 'plan-2', effectiveFrom: '2026-03-01', source: 'an approval' },
    items,
  })

  it('names existing owners, and each item once in any spelling', async () => {
    const unknown = await load('plans', plan([{ id: 'P1', title: '系统', owner: 'mcaa' }]))
    expect(unknown.status).toBe(422)
    expect(unknown.json.errors).toMatchObject([{ pointer: '/items/0/owner', code: 'unknown-reference' }])
    const twice = await load(
      'plans',
      plan([
        { id: 'P-1', title: '系统', owner: 'mca' },
        { id: 'Ｐ-1', title: '另一系统', owner: 'mca' },
      ]),
    )
    expect(twice.status).toBe(422)
    expect(twice.json.errors).toMatchObject([{ pointer: '/items/1/id' }])
  })
})

describe('a version that is too large for the histories of cases', () => {
  const detail = expect.stringContaining('262144')

  it('is refused with one sentence: a plan, a policy', async () => {
    const items = Array.from({ length: 500 }, (_, n) => ({
      id: `L-${n}`,
      title: '统'.repeat(200),
      owner: 'mca',
    }))
    const plan = { version: 'large', effectiveFrom: '2030-01-01', source: 'x', items }
    const refused = await load('plans', plan)
    expect([refused.status, refused.json.detail]).toEqual([413, detail])
    expect((await load('plans', { ...plan, items: items.slice(0, 300) })).status).toBe(201)
  })

  it('is refused also for a calendar that grew by several versions', async () => {
    const off = Array.from({ length: 120 }, (_, day) => `2030-${day < 60 ? '01' : '02'}-01`)
    const notice = (from: number) => ({
      version: `large-${from}`,
      years: Array.from({ length: 70 }, (_, n) => ({ year: from + n, source: 'x', off, work: off })),
    })
    expect((await load('calendars', notice(1900))).status).toBe(201)
    const refused = await load('calendars', notice(1970))
    expect([refused.status, refused.json.detail]).toEqual([413, detail])
  })
})
