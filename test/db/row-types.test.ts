/**
 * The row type of each query in the code is held against what PostgreSQL says of the statement, and what our driver makes of its types. Two
 * things cannot be told: what is within JSON, and whether most expressions can be null.
 */
import pg from 'pg'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pool } from '#db/connect.ts'
import type { Reader } from '#db/queries/inbox-boxes.ts'
import type { Viewer } from '#db/queries/scope.ts'
import { KINDS } from '#domain/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { type Column, describeColumns } from './describe-columns.ts'
import { type Claim, type Queries, queriesInCode, type TypedQuery } from './queries-in-code.ts'
import { MONDAY, openDatabase } from './record-fixture.ts'

const viewer = (scope: Viewer['scope']) =>
  ({ scope, orgPath: ['mca'], involvedAs: [], openRounds: 'authority' }) satisfies Viewer

/** Values, by name, of what only a call knows and a statement depends on. None decides which columns it has. */
const SAMPLE = {
  ...{ kind: PROJECT, kinds: KINDS, viewer: viewer('party'), scope: 'party', isRehearsal: false },
  reader: {
    ...{ ...viewer('party'), person: 'zhou-kai' as PersonId, roles: ['approver'], isLeader: false },
    ...{ mayBeNamed: true, readsOpenRounds: true, waitsAs: 'owner', startOfToday: MONDAY },
  } satisfies Reader,
  // Filters and pages of lists.
  ...{ filter: {}, query: {}, finding: undefined, after: null, limit: 1, direction: 'asc' },
  keys: 'select t.key, t.opened_seq, t.rank as place from task t',
  // Parts of statements.
  ...{ condition: 'true', otherwise: '', text: 'select', name: 'event', ids: [] },
  ...{ table: 'calendar_version', column: 'calendar' },
}

const SAMPLES = [
  SAMPLE,
  { ...SAMPLE, viewer: viewer('national'), scope: 'national', isRehearsal: true, otherwise: 'skip locked' },
]

/** Null by the schema, and never by the statements that write them. */
const NEVER_NULL = [
  // Every request is stored with one.
  ...['db/intake/requests.ts hint', 'db/intake/undelivered.ts hint'],
  // The statement sets it.
  'db/digests.ts digestId',
]

/** A value of each type that our statements give, as SQL. */
const VALUES = [
  ...['true', '1::int4', '1::int8', '1::float8', `''::text`, `''::name`, `gen_random_uuid()`, `array['']`],
  ...['current_date', 'clock_timestamp()', `'{}'::jsonb`, `'{}'::json`],
]

let database: Awaited<ReturnType<typeof openDatabase>>
let client: pg.Client
let queries: Queries
let made: ReadonlyMap<number, string>

beforeAll(async () => {
  database = await openDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  made = await madeByDriver(database.pool)
  queries = queriesInCode(SAMPLES)
})

afterAll(async () => {
  await client?.end()
  await database?.close()
})

/** What the driver makes of the types, by their oids. */
async function madeByDriver(pool: Pool): Promise<Map<number, string>> {
  const { fields, rows } = await pool.query<unknown[]>({ text: `select ${VALUES.join()}`, rowMode: 'array' })
  return new Map(fields.map(({ dataTypeID }, index) => [dataTypeID, sortOf(rows[0]?.[index])]))
}

const sortOf = (value: unknown): string =>
  Array.isArray(value) ? `${typeof value[0]}[]` : value instanceof Date ? 'Date' : typeof value

async function faultsOf(query: TypedQuery): Promise<string[]> {
  const faults = new Set<string>()
  try {
    for (const text of query.texts()) {
      const columns = await describeColumns(client, text)
      for (const fault of faultsOfColumns(query, columns)) faults.add(fault)
    }
  } catch (error) {
    faults.add((error as Error).message)
  }
  return [...faults].map((fault) => `${query.at}: ${fault}`)
}

function faultsOfColumns({ at, row }: TypedQuery, columns: readonly Column[]): string[] {
  const isThere = (wanted: string): boolean => columns.some(({ name }) => name === wanted)
  const missing = [...row].filter(([name, { isOptional }]) => !isOptional && !isThere(name))
  return [
    ...missing.map(([name]) => `“${name}” is no column`),
    ...columns.flatMap(({ name, type, isNullable }) => {
      const claim = row.get(name)
      if (!claim) return [`“${name}” is not in the row type`]
      const sort = made.get(type) ?? `of type ${type}, of which VALUES has none`
      const isLacking = isNullable && !NEVER_NULL.includes(`${at.split(':')[0]} ${name}`) && !takesNull(claim)
      return [
        ...(isOf(sort, claim) ? [] : [`“${name}” is ${sort}, not ${claim.words}`]),
        ...(isLacking ? [`“${name}” can be null, not so ${claim.words}`] : []),
      ]
    }),
  ]
}

const takesNull = ({ type }: Claim): boolean =>
  queries.checker.isTypeAssignableTo(queries.checker.getNullType(), type)

/** Whether a claim says that the value is of the sort that the driver makes. */
function isOf(sort: string, { type }: Claim): boolean {
  const { checker } = queries
  if (type.flags & ts.TypeFlags.Any) return false
  if (type.flags & ts.TypeFlags.Unknown) return true
  const claimed = checker.getNonNullableType(type)
  const simple = {
    string: checker.getStringType(),
    number: checker.getNumberType(),
    boolean: checker.getBooleanType(),
  }
  const isA = (one: ts.Type, name: keyof typeof simple) => checker.isTypeAssignableTo(one, simple[name])
  if (sort in simple) return isA(claimed, sort as keyof typeof simple)
  if (sort === 'object') return !Object.keys(simple).some((name) => isA(claimed, name as keyof typeof simple))
  const [element] = checker.isArrayType(claimed) ? checker.getTypeArguments(claimed as ts.TypeReference) : []
  return sort === 'string[]' && element !== undefined && isA(element, 'string')
}

test('every row type says what its statement gives', async () => {
  const faults: string[] = []
  for (const query of queries.typed) faults.push(...(await faultsOf(query)))
  expect(queries.typed.length).toBeGreaterThan(90)
  expect(faults).toEqual([])
})

test('rows of no type are not used', () => {
  expect(queries.untyped).toEqual([])
})

test.each([
  ['rename reason to cause', 'column "reason" does not exist'],
  ['alter payload type jsonb using null', '“payload” is object, not string'],
  ['alter name drop not null', '“name” can be null, not so string'],
])('a change of a column is noticed: %s', async (change, fault) => {
  const letters = queries.typed.find(
    ({ at, row }) => at.startsWith('db/intake/operations.ts') && row.has('payload'),
  )
  await client.query(`begin; alter table dead_letter ${change}`)
  const faults = letters ? await faultsOf(letters) : []
  await client.query('rollback')
  expect(faults.join()).toContain(fault)
})
