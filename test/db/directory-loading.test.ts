/** Loading a directory: missing entries get a last day, and stay as long as the record names them. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDirectory, worldReader } from '#db/intake/directory.ts'
import type { DirectoryChange } from '#db/load-directory.ts'
import { NAMED } from '#db/record/named.ts'
import { loadReference } from '#db/seed.ts'
import type { Organisation, Person } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { addDays, plainDate } from '#domain/values/plain-date.ts'
import { mergedForm } from '../domain/project-builder.ts'
import * as cast from '../domain/project-people.ts'
import { runScript } from '../rehearsal/run-script.ts'
import { act, newCase, openRecord, outcomeOf, REFERENCE, type RecordFixture } from './record-fixture.ts'

const TODAY = plainDate('2026-03-05')
const YESTERDAY = addDays(TODAY, -1)

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
  // Business time decides: it is some hours after the beginning of that day.
  await record.pool.query(
    `insert into world_clock (id, offset_ms)
     values (1, extract(epoch from timestamptz '2026-03-05 04:00+00' - clock_timestamp())::bigint * 1000)`,
  )
  await act(record, { caseId: newCase(), verb: 'submitStage', body: mergedForm })
})
afterAll(() => record.close())

const stranger: Person = {
  ...{ id: 'typo' as PersonId, zh: '错', en: 'Typo', org: 'moa', roles: ['expert'], isLeader: false },
  email: 'typo@example.invalid',
}
const { organisations: ORGS, people: PEOPLE } = REFERENCE
const firm: Organisation = { id: 'some-firm', parent: null, uscc: null, zh: '公司', en: 'Firm' }

const load = (
  people: readonly Person[],
  organisations: readonly Organisation[] = ORGS,
): Promise<DirectoryChange> => loadReference(record.pool, { ...REFERENCE, people, organisations })
const personIn = async (id: string) => (await readDirectory(record.pool)).people.find((one) => one.id === id)
const orgIn = async (id: string) =>
  (await readDirectory(record.pool)).organisations.find((one) => one.id === id)
const without = (...ids: string[]) => PEOPLE.filter(({ id }) => !ids.includes(id))

describe('whether an organisation has an expert', () => {
  it('is the same for the API and the record, up to the expert’s last day', async () => {
    const leaving = PEOPLE.map((one) => (one.id === cast.expert.person ? { ...one, leftOn: TODAY } : one))
    await load(leaving)
    const { directory } = await worldReader(record.pool, false)()
    const organisations = ['appraisal-centre', 'mnr']
    const sql = NAMED({ people: '$1', organisations: '$2', documents: '$3', holder: '$4', on: '$5' })
    for (const [on, hasExpert] of [
      [TODAY, true],
      [addDays(TODAY, 1), false],
    ] as const) {
      const named = directory.named({ people: [], organisations }, on)
      expect(named.organisations.map((one) => one.hasExpert)).toEqual([hasExpert, false])
      const { rows } = await record.pool.query(`select ${sql} as named`, [[], organisations, [], null, on])
      expect(rows[0]?.named).toEqual(named)
    }
    await load(PEOPLE)
  })
})

describe('a person who is missing in a new directory', () => {
  it('gets the day before as the last day, and stays as long as the record names the person', async () => {
    expect(await load(without(cast.lead.person))).toEqual({ ended: [cast.lead.person], removed: [] })
    expect(await personIn(cast.lead.person)).toMatchObject({ leftOn: YESTERDAY, roles: [cast.lead.role] })
    await load(without(cast.lead.person, cast.expert.person))
    expect((await personIn(cast.lead.person))?.leftOn).toBe(YESTERDAY)
  })

  it('cannot act from then on', async () => {
    const at = '2026-03-05T05:00:00.000Z' as never
    const result = await act(record, { caseId: newCase(), verb: 'submitStage', body: mergedForm, at })
    expect(result).toMatchObject({ kind: 'factsMoved', facts: { actor: null } })
  })

  it('can act again when a later directory has the person', async () => {
    expect(await load(PEOPLE)).toEqual({ ended: [], removed: [] })
    expect((await personIn(cast.lead.person))?.leftOn).toBeNull()
  })

  it('is removed by a later directory if the record does not name the person', async () => {
    await load([...PEOPLE, stranger])
    // At first an act of the person may be in flight.
    expect(await load(PEOPLE)).toEqual({ ended: ['typo'], removed: [] })
    expect(await personIn('typo')).toMatchObject({ leftOn: YESTERDAY })
    expect(
      await load([...PEOPLE, { ...stranger, id: 'other' as PersonId, email: 'other@example.invalid' }]),
    ).toEqual({
      ended: [],
      removed: ['typo'],
    })
    expect(await personIn('typo')).toBeUndefined()
    await load(PEOPLE)
  })

  it('is kept also if an organisation has the same id', async () => {
    const namesake = { ...stranger, id: 'moa' as PersonId }
    await load([...PEOPLE, namesake])
    expect((await load(PEOPLE)).ended).toEqual(['moa'])
    expect(await personIn('moa')).toMatchObject({ leftOn: YESTERDAY })
    expect(await orgIn('moa')).toMatchObject({ endedOn: null })
  })

  it.each([
    ['early_refusal', `insert into early_refusal (actor, action, refusal, at) values ($1, 'x', '{}', now())`],
    [
      'draft',
      `insert into draft (id, kind, owner, writers, content)
       values (gen_random_uuid(), 'project', 'mnr', array[$1], '{}')`,
    ],
    [
      'policy_version',
      `insert into policy_version (version, effective_from, applies_to_running, values, source)
       values ('named', '2020-01-01', false, jsonb_build_object('panel', $1::text), 'x')`,
    ],
  ])('stays if %s names the person', async (table, insertion) => {
    const name = `named-by-${table.replace('_', '-')}`
    const named = { ...stranger, id: name as PersonId, en: name, zh: name }
    await load([...PEOPLE, named])
    await record.pool.query(insertion, [named.id])
    await load(PEOPLE)
    await load(PEOPLE.toReversed())
    expect(await personIn(named.id)).toMatchObject({ leftOn: YESTERDAY })
  })
})

describe('an organisation that is missing in a new directory', () => {
  it('ends, together with the organisations above it, and nobody can be asked to act for it', async () => {
    const bureau = { ...firm, id: 'some-bureau', parent: firm.id }
    const member = { ...stranger, id: 'member' as PersonId, zh: '员', en: 'Member', org: bureau.id }
    await load([...PEOPLE, member], [...ORGS, firm, bureau])
    await record.pool.query(
      `insert into early_refusal (actor, action, refusal, at) values ('member', 'x', '{}', now())`,
    )
    const change = await load(PEOPLE)
    expect(change.ended.toSorted()).toEqual(['member', 'some-bureau', 'some-firm'])
    expect(await load(PEOPLE.toReversed())).toEqual({ ended: [], removed: [] })
    expect(await orgIn(firm.id)).toMatchObject({ endedOn: YESTERDAY })
    const { rows } = await record.pool.query(`select org_path from directory_person where id = 'member'`)
    expect(rows[0].org_path).toEqual(['some-bureau', 'some-firm'])

    const body = { ...mergedForm, preparedBy: firm.id }
    const on = (day: string) => ({ at: `2026-03-${day}T05:00:00.000Z` as never })
    const before = await act(record, { caseId: newCase(), verb: 'submitStage', body, ...on('04') })
    expect(outcomeOf(before)).toMatchObject({ status: 'applied' })
    const after = await act(record, { caseId: newCase(), verb: 'submitStage', body, ...on('05') })
    expect(outcomeOf(after)).toMatchObject({ refusal: { unmet: [{ code: 'unknownReference' }] } })
  })
})

describe('somebody whom the record names', () => {
  const { id, zh, email } = PEOPLE.find((one) => one.id === cast.lead.person) as Person
  const again = { ...stranger, id: 'p-lead-again' as PersonId, zh, email: email.toUpperCase() }

  it('cannot return under another id without an identity', async () => {
    await load(PEOPLE)
    await expect(load([...without(id), again])).rejects.toThrow(`p-lead-again: is that of ${id}`)
    expect((await personIn(id))?.leftOn).toBeNull()
    expect(await personIn(again.id)).toBeUndefined()
    const both = PEOPLE.map((one) => (one.id === id ? { ...one, leftOn: TODAY, identity: 'L1' } : one))
    await load([...both, { ...again, identity: 'Ｌ1 ' }])
    expect(await personIn(again.id)).toMatchObject({ identity: 'L1' })
  })

  it('is one human being with all accounts in every act', async () => {
    const other = { ...again, identity: 'L1', org: cast.lead.org, roles: [cast.lead.role], isLeader: true }
    await load([...PEOPLE.map((one) => (one.id === id ? { ...one, identity: 'L1' } : one)), other])
    const moved = await act(record, { caseId: newCase(), verb: 'submitStage', body: mergedForm })
    expect(moved).toMatchObject({
      kind: 'factsMoved',
      facts: { actor: { person: id, accounts: [other.id] } },
    })
    const by = { ...cast.lead, accounts: [other.id] }
    const caseId = newCase()
    expect(outcomeOf(await act(record, { caseId, verb: 'submitStage', body: mergedForm, by }))).toMatchObject(
      {
        status: 'applied',
      },
    )
    const { directory } = await worldReader(record.pool, false)()
    const seen = directory.findActor(id, { role: cast.lead.role, org: cast.lead.org }, TODAY)
    expect(seen).toEqual(by)
    const named = directory.named({ people: [other.id], organisations: [] }, TODAY)
    expect(named.people).toMatchObject([{ id: other.id, accounts: [id] }])
  })
})

describe('npm run seed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongchou-reference-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const seed = () => runScript('scripts/seed.ts', [folder], { env: { DATABASE_URL: record.url } })
  const example = resolve(import.meta.dirname, '../../db/reference')

  it('loads nothing from a folder with a fault, and prints each fault on its own line', async () => {
    cpSync(example, folder, { recursive: true })
    writeFileSync(join(folder, 'people.yaml'), '[]')
    const before = await readDirectory(record.pool)
    const { status, stdout, stderr } = await seed()
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `Nothing is loaded from ${folder}; correct this and load it again:\n  people.yaml, line 1: must not be empty\n`,
    )
    expect(await readDirectory(record.pool)).toEqual(before)
  })

  it('prints who got a last day', async () => {
    cpSync(example, folder, { recursive: true })
    const { status, stdout, stderr } = await seed()
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^\d+ organisations and \d+ people are loaded\.\nNo longer in the files; kept with a last day: .*p-lead/,
    )
  })
})
