/**
 * Makes the tables of the documents from the code: `npm run docs` writes them, and tests compare them. Each table is between
 * `<!-- table: NAME -->` and `<!-- end of table -->`; the text around the tables is written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ActionEntry } from '#domain/case/action.ts'
import type { Words } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { KINDS } from '#domain/kinds.ts'
import { SEPARATION_OF_DUTIES } from '#domain/law/own-policy.ts'
import type { Provision } from '#domain/law/provision.ts'
import {
  MEASURES_APPRAISAL_OPINION,
  MEASURES_APPROVAL_OPINION,
  MEASURES_CATALOG,
  MEASURES_CATALOG_REQUIRED,
  MEASURES_SHARING_CHAPTER,
} from '#domain/law/provisions.ts'
import {
  REVOCATION_EFFECTS,
  REVOCATION_GROUNDS,
  type RevocationGround,
} from '#domain/project/approval/revocation.ts'
import { STAGE_TITLES, STAGES_OF_TRACK } from '#domain/project/approval/words.ts'
import { GATE_RULES } from '#domain/project/evaluation/gates.ts'
import { POLICY } from '#domain/project/policy.ts'

import { code, entries, markdownOf, type Row } from './markdown-table.ts'
import { rehearsalTables } from './rehearsal-tables.ts'

const CHECKOUT = resolve(import.meta.dirname, '../..')

/** Which act may be done in which status; `○`: in every status until the case has ended. */
function matrixOf({ actions, statuses }: Kind): Row[] {
  const own = entries(actions).filter(([, { relation }]) => relation !== 'signer')
  const columns = entries(statuses)
  return [
    ['act', ...columns.map(([, { zh }]) => zh)],
    ...own.map(([verb, { zh, from }]) => [
      `${zh} ${code(verb)}`,
      ...columns.map(([status, { ends }]) =>
        from === undefined ? (ends ? '' : '○') : from.includes(status) ? '●' : '',
      ),
    ]),
  ]
}

const statusesOf = ({ statuses }: Kind): Row[] => [
  ['中文', 'status', 'English', 'ends the case'],
  ...entries(statuses).map(([status, { zh, en, ends }]) => [zh, code(status), en, ends ? 'yes' : '']),
]

const RELATIONS: Readonly<Record<string, string>> = {
  owner: 'of the owner',
  authority: 'of the approving authority',
  agency: 'of the agency at work',
  national: 'none: a national role',
  revoker: 'the role that policy names, of another authority',
  planner: 'of the planning authority',
  consulted: 'of a department that is asked for its opinion',
  signer: 'of the panel, or whom the task waits for',
}

function twoOf({ policy }: Kind, { review }: ActionEntry): string {
  if (review === undefined) return ''
  const seats = policy.panels.value[review]?.seats ?? []
  return seats.length > 1 ? review : `(${review})`
}

const actsOf = (kind: Kind): Row[] => [
  ['source', '中文', 'act', 'English', 'roles', 'relation', 'step of two persons'],
  ...entries(kind.actions).map(([verb, act]) => [
    act.source?.cited ?? '[review](review.md)',
    act.zh,
    code(verb),
    act.en,
    act.roles.join(', '),
    RELATIONS[act.relation] ?? act.relation,
    twoOf(kind, act),
  ]),
]

function periodOf(policy: Kind['policy'], period: string | undefined): string {
  const entry = period === undefined ? undefined : policy[period]
  if (!entry) return ''
  return typeof entry.value === 'number'
    ? `${entry.value} ${entry.shape.description} (${code(period ?? '')})`
    : code(period ?? '')
}

const deadlinesOf = ({ deadlines, responsible, isUndone, policy }: Kind): Row[] => [
  [
    '中文',
    'deadline',
    'period',
    'runs while',
    'when it passes',
    'who must act',
    'warned before',
    'escalated',
    'source',
  ],
  ...entries(deadlines).map(([name, { zh, source, runs, consequence, period }]) => {
    const { first = 0, last = 0 } = policy.warningWorkingDays.value[name] ?? {}
    const warned = [first, last].filter((days) => days > 0).join(' and ')
    return [
      zh,
      code(name),
      periodOf(policy, period),
      runs.en,
      consequence.en,
      (responsible[name] ?? []).join(', '),
      warned === '' ? '' : `${warned} working days`,
      isUndone[name] ? 'yes' : '',
      source.cited,
    ]
  }),
]

/** A value in one cell. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return entries(value as Record<string, unknown>)
    .map(([name, part]) => (typeof part === 'object' ? `${name} (${shown(part)})` : `${name} ${shown(part)}`))
    .join('; ')
}

const PANELS = 'one person or handler, then leader, by step: see [review.md](review.md)'
const WARNINGS = 'by deadline: see [Deadlines](#deadlines)'

const policyOf = ({ policy }: Kind): Row[] => [
  ['value', 'default', 'unit', 'source'],
  ...entries(policy).map(([name, { value, shape, source }]) => [
    code(name),
    name === 'panels' ? PANELS : name === 'warningWorkingDays' ? WARNINGS : shown(value),
    shape.type === 'integer' ? (shape.description ?? shape.format ?? '') : '',
    source.cited,
  ]),
]

const gatesOf = (): Row[] => [
  ['gate', '中文', 'English', 'source'],
  ...entries(GATE_RULES).map(([gate, { zh, en, source }]) => [code(gate), zh, en, source.cited]),
]

const revocationOf = (): Row[] => [
  ['中文', 'ground', 'English', 'by default'],
  ...entries<Words>(REVOCATION_GROUNDS).map(([ground, { zh, en }]) => {
    const effect = POLICY.revocationEffects.value[ground as RevocationGround]
    return [zh, code(ground), en, `${code(effect)} ${REVOCATION_EFFECTS[effect].zh}`]
  }),
]

/** The gates of an approval, G1 to G4. */
const GATES: readonly Provision[] = [
  MEASURES_SHARING_CHAPTER,
  MEASURES_APPRAISAL_OPINION,
  MEASURES_APPROVAL_OPINION,
  MEASURES_CATALOG,
  MEASURES_CATALOG_REQUIRED,
]

/** The refusals with one of these grounds, alone or with others; each only with the first kind that has it. */
const refusedFor = (kind: Kind, grounds: readonly Provision[]): Row[] => [
  ['refusal', '中文', 'English', 'source'],
  ...entries(kind.refusals)
    .filter(([name]) => KINDS.all.find(({ refusals }) => Object.hasOwn(refusals, name)) === kind)
    .filter(([, { source }]) => [source, ...(source.parts ?? [])].some((one) => grounds.includes(one)))
    .map(([name, { zh, en, source }]) => [code(name), zh, en, source.cited]),
]

const tracksOf = (): Row[] => [
  ['track', 'documents in order'],
  ...entries(STAGES_OF_TRACK).map(([track, stages]) => [
    code(track),
    stages.map((stage) => `${STAGE_TITLES[stage].zh} ${STAGE_TITLES[stage].en}`).join(' → '),
  ]),
]

/** Tables that have rows: not every kind has gates. */
const withRows = (tables: [string, Row[]][]) => tables.filter(([, rows]) => rows.length > 1)

/** The tables of docs/procedure.md. */
function procedureTables(): Tables {
  const ofKinds = KINDS.all.flatMap((kind): [string, Row[]][] =>
    withRows([
      [`${kind.name} statuses`, statusesOf(kind)],
      [`${kind.name} matrix`, matrixOf(kind)],
      [`${kind.name} acts`, actsOf(kind)],
      [`${kind.name} deadlines`, deadlinesOf(kind)],
      [`${kind.name} policy`, policyOf(kind)],
      [`${kind.name} duties`, refusedFor(kind, [SEPARATION_OF_DUTIES])],
      [`${kind.name} gates`, refusedFor(kind, GATES)],
    ]),
  )
  return { ...Object.fromEntries(ofKinds), gates: gatesOf(), revocation: revocationOf(), tracks: tracksOf() }
}

type Tables = Readonly<Record<string, Row[]>>

/** The documents with tables, by path. */
const DOCUMENTS: Readonly<Record<string, () => Tables>> = {
  'docs/procedure.md': procedureTables,
  'docs/rehearsal.md': rehearsalTables,
}

export const DOCUMENTS_WITH_TABLES: readonly string[] = Object.keys(DOCUMENTS)

/** The tables of such a document, by name. */
export const tablesFor = (path: string): Tables => DOCUMENTS[path]?.() ?? {}

/** The document with all its tables written again. Throws an Error when it names an unknown table or lacks one. */
export function withTables(path: string): string {
  const left = new Map(entries(tablesFor(path)))
  const written = readFileSync(join(CHECKOUT, path), 'utf8').replaceAll(
    /<!-- table: ([\w -]+) -->\n[\s\S]*?<!-- end of table -->/g,
    (_whole, name: string) => {
      const rows = left.get(name)
      if (!rows) throw new Error(`${path}: there is no table “${name}”, or it is asked for twice`)
      left.delete(name)
      return `<!-- table: ${name} -->\n\n${markdownOf(rows)}\n\n<!-- end of table -->`
    },
  )
  if (left.size > 0) throw new Error(`${path} lacks the tables ${[...left.keys()].join(', ')}`)
  return written
}

if (process.argv[1] === import.meta.filename) {
  for (const path of DOCUMENTS_WITH_TABLES) writeFileSync(join(CHECKOUT, path), withTables(path))
}
