/** What PostgreSQL says of the rows of a statement: it parses and plans it, and executes nothing. */
import type pg from 'pg'

export interface Column {
  name: string
  /** Oid of its type. */
  type: number
  /** Undefined: PostgreSQL does not say, as of most expressions. */
  isNullable: boolean | undefined
}

export async function describeColumns(client: pg.Client, text: string): Promise<Column[]> {
  const fields = await fieldsOf(client, text)
  const plan = await planOf(client, text)
  const notNull = await notNullColumns(client, fields)
  const outer = new Set(outerJoined(plan))
  return fields.map(({ name, dataTypeID: type, ...field }, index) => {
    const source = plan.Output?.[index] ?? ''
    const isNullable =
      field.tableID === 0 ? isNull(source, plan) : outer.has(source) || !notNull.has(keyOf(field))
    return { name, type, isNullable }
  })
}

/** As `pg` prepares it: the types of parameters are left to PostgreSQL. */
function fieldsOf(client: pg.Client, text: string): Promise<pg.FieldDef[]> {
  return new Promise((resolve, reject) => {
    let fields: pg.FieldDef[] = []
    const description = {
      submit(connection: Connection) {
        connection.parse({ name: '', text, types: [] })
        connection.describe({ type: 'S', name: '' })
        connection.sync()
      },
      handleRowDescription(message: { fields: pg.FieldDef[] }) {
        fields = message.fields
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(fields),
    }
    client.query(description as unknown as pg.Submittable)
  })
}

interface Connection {
  parse(statement: { name: string; text: string; types: [] }): void
  describe(what: { type: 'S'; name: string }): void
  sync(): void
}

interface Plan {
  'Node Type'?: string
  Strategy?: string
  'Join Type'?: string
  'Parent Relationship'?: string
  'Subplan Name'?: string
  /** The columns that this node gives, as SQL. */
  Output?: string[]
  Plans?: Plan[]
}

async function planOf(client: pg.Client, text: string): Promise<Plan> {
  if (text.startsWith('explain')) return {}
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (verbose, generic_plan, format json) ${text}`,
  )
  return rows[0]?.['QUERY PLAN'][0].Plan ?? {}
}

type Origin = Pick<pg.FieldDef, 'tableID' | 'columnID'>
const keyOf = ({ tableID, columnID }: Origin): string => `${tableID}.${columnID}`

async function notNullColumns(client: pg.Client, fields: readonly Origin[]): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    `select concat(attrelid, '.', attnum) as key from pg_attribute where attnotnull and attrelid = any($1)`,
    [fields.map(({ tableID }) => tableID)],
  )
  return new Set(rows.map(({ key }) => key))
}

/** All columns of the sides of outer joins that may lack a row. */
function outerJoined({ 'Join Type': join = '', Plans = [] }: Plan): string[] {
  const lacking = { Left: ['Inner'], Right: ['Outer'], Full: ['Inner', 'Outer'] }[join] ?? []
  return Plans.flatMap((part) =>
    lacking.includes(part['Parent Relationship'] ?? '')
      ? allNodes(part).flatMap(outputOf)
      : outerJoined(part),
  )
}

const outputOf = ({ Output = [] }: Plan): string[] => Output
const allNodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(allNodes)]

/** True of an expression that is null in some case; undefined of any other. */
function isNull(source: string, root: Plan): true | undefined {
  if (/^\(*CASE .*(THEN|ELSE) NULL::/.test(source)) return true
  const [, name] = /^\(*((?:Init|Sub)Plan \d+)\)(?:\.col1)?\)*$/.exec(source) ?? []
  const scalar = allNodes(root).find((plan) => plan['Subplan Name'] === name)
  // `exists` is planned without columns.
  if (!name || !scalar?.Output) return undefined
  const hasAlwaysOneRow = scalar.Strategy === 'Plain' || scalar['Node Type'] === 'Result'
  return hasAlwaysOneRow && !/^\(*(min|max|sum|array_agg|jsonb_agg)\(/.test(scalar.Output[0] ?? '')
    ? undefined
    : true
}
