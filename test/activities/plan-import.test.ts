/** Loading a version of a national plan imports its plan as a case: with a record, a chain, and what projects rest on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainFault } from '#db/chain.ts'
import { importPlan } from '#db/intake/plan-import.ts'
import { planItemsUntil } from '#db/intake/reference-versions.ts'
import { rebuildProjections } from '#db/rebuild.ts'
import { FACTS_IN_FORCE, type FactsRow } from '#db/record/facts.ts'
import type { PlanVersion } from '#domain/case/national-plan.ts'
import { KINDS } from '#domain/kinds.ts'
import type { Actor } from '#domain/values/directory.ts'
import { instant, type PlainDate, plainDate } from '#domain/values/plain-date.ts'
import { openRecord, type RecordFixture } from '../db/record-fixture.ts'

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
  await record.pool.query(`delete from published_fact where fact = 'nationalPlan'`)
})
afterAll(() => record.close())

const SYSTEM: Actor = { kind: 'system' }
const version = (version: string, effectiveFrom: string, more: Partial<PlanVersion> = {}): PlanVersion => ({
  ...{ version, effectiveFrom: plainDate(effectiveFrom), source: `国函 ${version}` },
  items: [{ id: `${version}-01`, title: '不动产登记共享平台', owner: 'mnr' }],
  ...more,
})
const load = (plan: PlanVersion) =>
  importPlan(record.pool, plan, { by: SYSTEM, now: instant(Date.parse('2026-03-02T02:00:00.000Z')) })

const rows = async <T>(text: string, values: unknown[] = []) =>
  (await record.pool.query(text, values)).rows as T[]
const caseOf = async (code: string) =>
  (
    await rows<{ case_id: string; status: string; is_open: boolean }>(
      `select case_id, status, is_open from case_view where kind = 'national-plan' and code = $1`,
      [code],
    )
  )[0]

/** The version of the plan that a decision on that day rests on. */
async function inForce(on: string): Promise<string[]> {
  const text = `select ${FACTS_IN_FORCE} from (select 1) as one left join case_view p on p.case_id = $1`
  const values = ['project/none', on, '2150-01-01T00:00:00.000Z', 'mnr']
  const [row] = await rows<FactsRow>(text, values)
  return (row?.published ?? []).filter(({ fact }) => fact === 'nationalPlan').map(({ version }) => version)
}

describe('a version', () => {
  it('opens its plan as an approved case, at rest, whose chain is whole', async () => {
    expect(await load(version('Q14.1', '2021-12-24', { plan: 'Q14' }))).toBe('added')
    const found = await caseOf('Q14')
    expect(found).toMatchObject({ status: 'approved', is_open: false })
    const entries = await rows<Parameters<typeof chainFault>[0][number]>(
      'select n, content, prev_hash as "prevHash", hash from audit_entry where case_id = $1 order by n',
      [found?.case_id],
    )
    expect(entries).toHaveLength(1)
    expect(chainFault(entries)).toBeNull()
    const [command] = await rows('select action, actor, outcome from command where case_id = $1', [
      found?.case_id,
    ])
    expect(command).toMatchObject({
      action: 'planImported',
      actor: SYSTEM,
      outcome: { status: 'applied', seq: 1 },
    })
  })

  it('is loaded once, however often and by however many it is asked for', async () => {
    const again = version('Q14.2', '2025-07-01', { plan: 'Q14' })
    const answers = await Promise.all([load(again), load(again), load(again)])
    expect(answers.toSorted()).toEqual(['added', 'same', 'same'])
    const known = await caseOf('Q14')
    const events = await rows('select body from event where case_id = $1', [known?.case_id])
    expect(events).toHaveLength(2)
  })

  it('is refused with another content, of another plan, or where it is too large', async () => {
    expect(await load(version('Q14.2', '2025-07-02', { plan: 'Q14' }))).toBe('other')
    expect(await load(version('Q14.2', '2025-07-01', { plan: 'Q99' }))).toBe('other')
    expect(await caseOf('Q99')).toBeUndefined()
    const item = { id: 'X', title: 'x'.repeat(200), owner: 'mnr' }
    expect(await load(version('Q15', '2027-01-01', { items: Array(1_300).fill(item) }))).toBe('tooLarge')
  })

  it('that was loaded before plans were cases becomes its case’s', async () => {
    const old = version('Q13', '2016-01-01')
    await record.pool.query(
      `insert into published_fact (fact, key, version, effective_from, body)
       values ('nationalPlan', '*', $1, $2, $3::jsonb)`,
      [old.version, old.effectiveFrom, JSON.stringify({ source: old.source, items: old.items })],
    )
    expect(await inForce('2020-03-01')).toEqual(['Q13'])
    expect(await load(old)).toBe('added')
    const facts = await rows(`select case_id from published_fact where version = 'Q13'`)
    expect(facts).toEqual([{ case_id: (await caseOf('Q13'))?.case_id }])
    expect(await load(old)).toBe('same')
  })
})

describe('the version in force', () => {
  it('is the one with the latest day that has come, whichever plan it is of', async () => {
    expect(await load(version('Q16', '2026-01-01'))).toBe('added')
    const days: [string, string[]][] = [
      ['2015-12-31', []],
      ['2020-12-31', ['Q13']],
      ['2021-12-24', ['Q14.1']],
      ['2025-06-30', ['Q14.1']],
      ['2025-07-01', ['Q14.2']],
      ['2026-01-01', ['Q16']],
    ]
    for (const [on, expected] of days) expect(await inForce(on), on).toEqual(expected)
  })

  it('leaves the items of every version before it known', async () => {
    const known = (await planItemsUntil(record.pool, '2026-03-01' as PlainDate)).map(({ id }) => id)
    expect(known).toEqual(['Q13-01', 'Q14.1-01', 'Q14.2-01', 'Q16-01'])
  })
})

it('what is projected of such a case is what a rebuild makes of its events', async () => {
  // The fixture's own plans lost their versions above: a rebuild brings them back.
  const plans = (await rows<{ case_id: string }>(`select case_id from case_view where code like 'Q%'`)).length
  expect(plans).toBe(3)
  const { changed } = await rebuildProjections(record.pool, KINDS)
  const ours = await Promise.all(['Q13', 'Q14', 'Q16'].map(caseOf))
  expect(changed.filter((id) => ours.some((one) => one?.case_id === id))).toEqual([])
})
