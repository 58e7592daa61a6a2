/** A migration that computes rows again gives the rows that the code would write. */

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { database as typed } from '#db/connect.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { emptyFold } from '#db/projections/fold.ts'
import { projectionStatements } from '#db/projections/rows.ts'
import { FACTS_IN_FORCE, type FactsRow, ReferenceVersions } from '#db/record/facts.ts'
import { type OutsideFacts, readFacts } from '#domain/project/facts.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import { openBareDatabase } from './record-fixture.ts'

const MIGRATIONS = resolve(import.meta.dirname, '../../db/migrations')
const CASE = 'project/01890a5d-ac96-774b-bcce-b302099a8057' as CaseId

/** A project that involves people and offices in every possible way. */
const STATE = {
  ...emptyFold(PROJECT, CASE).state,
  copied: ['jiang-nan', 'xu-rui'] as PersonId[],
  reviews: [
    {
      seats: [
        { id: 'handler', order: 1, weight: 1 },
        { id: 'office', order: 1, weight: 1, role: 'approver', org: 'mnr' },
        { id: 'any', order: 1, weight: 1, org: 'cac' },
        { id: 'role', order: 1, weight: 1, role: 'financeMinistry' },
        { id: 'named', order: 1, weight: 1, person: 'xie-ling', delegate: 'yao-gang' },
      ],
    },
  ],
} as unknown as ProjectState

let database: Awaited<ReturnType<typeof openBareDatabase>>
let folder: string
beforeAll(async () => {
  database = await openBareDatabase()
  folder = await mkdtemp(join(tmpdir(), 'tongchou-migrations-'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

/** Applies every migration before the one with this name. */
async function migrateUpTo(name: string, { pool } = database): Promise<void> {
  await cp(MIGRATIONS, folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(await readFile(path, 'utf8'))
  const at = journal.entries.findIndex(({ tag }: { tag: string }) => tag.endsWith(name))
  expect(at).toBeGreaterThan(0)
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  await migrate(typed(pool), { migrationsFolder: folder })
}

it('`involved` is computed for existing rows', async () => {
  await migrateUpTo('_directory')
  await database.pool.query(
    `insert into project (id, case_id, seq, title, owner, authority, status, status_since, stage, round, track, turn_since,
       investment_fen, agencies, involved_orgs, involved_people, state)
     values ($1, $2, 1, '', 'mca', 'ndrc', 'deciding', now(), 'proposal', 1, 'ordinary', now(), 1, '{}', '{mnr,cac}',
       '{jiang-nan,xu-rui,xie-ling,yao-gang}', $3::jsonb)`,
    [CASE.slice(8), CASE, JSON.stringify(STATE)],
  )
  await migrateDatabase(database.url)
  const { rows } = await database.pool.query('select involved from case_view')
  const nothing = emptyFold(PROJECT, CASE)
  const folded = { ...nothing, kind: PROJECT, state: STATE, ownRows: [], versions: [] }
  const [statement] = projectionStatements(CASE, nothing, {
    ...folded,
    taskFold: { open: [], done: [], copies: [], waiting: [] },
  })
  const [written] = JSON.parse(String(statement?.values[0]))
  expect(rows[0].involved.toSorted()).toEqual(written.involved)
  expect(written.involved).toHaveLength(6)
})

it('published and loaded facts stay the same facts', async () => {
  const own = await openBareDatabase()
  const { pool } = own
  await migrateUpTo('_any_kind', own)
  const item = { id: '十四五-1', title: '婚姻登记', owner: 'mca' }
  await pool.query(`insert into owner_ban values ('mca', $1, 'sharingUnmet', '2026-02-01')`, [CASE])
  await pool.query(`insert into plan_version values ('十四五', '2021-12-24', '国函', $1::jsonb)`, [
    JSON.stringify([item]),
  ])
  await pool.query(`insert into register_entry values ($1, 'DXZ-1', '2026-01-05', '2026-01-06')`, [CASE])
  await migrateDatabase(own.url)
  const reference = new ReferenceVersions()
  const factsOf = async (caseId: CaseId): Promise<OutsideFacts> => {
    const { rows } = await pool.query<FactsRow>(
      `select ${FACTS_IN_FORCE} from (select 1) as one left join case_view p on p.case_id = $1`,
      [caseId, '2026-03-01', '2026-03-02T00:00:00Z', 'mca'],
    )
    return readFacts({ ...(await published(rows[0] as FactsRow)), policy: POLICY_V1 })
  }
  const published = async (row: FactsRow) => ({
    calendar: CALENDAR_V1,
    published: await reference.published(pool, PROJECT.facts, row),
  })
  expect(await factsOf(CASE)).toMatchObject({
    ...{ bans: [], register: { number: 'DXZ-1', since: '2026-01-05', enteredOn: '2026-01-06' } },
    plan: { version: '十四五', effectiveFrom: '2021-12-24', source: '国函', items: [item] },
  })
  const other = 'project/01890a5d-ac96-774b-bcce-b302099a8058' as CaseId
  expect(await factsOf(other)).toMatchObject({
    bans: [{ caseId: CASE, reason: 'sharingUnmet', since: '2026-02-01' }],
    register: null,
  })
  await own.close()
})
