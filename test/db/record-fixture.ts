/** A new database with a record, and people who act on its cases. */

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type AppendDeps, createAppend } from '#activities/append.ts'
import { createLoadCase } from '#activities/load-case.ts'
import { connect, type Pool } from '#db/connect.ts'
import { examplePolicy } from '#db/intake/reference-data.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { ReferenceVersions } from '#db/record/facts.ts'
import { NAMED } from '#db/record/named.ts'
import { loadReference, type Reference } from '#db/seed.ts'
import { versionsOf } from '#domain/case/facts.ts'
import type { NamedIds } from '#domain/case/references.ts'
import { decide } from '#domain/engine/decide.ts'
import { namedByCommand } from '#domain/engine/named-by-command.ts'
import { KINDS } from '#domain/kinds.ts'
import type { Verb } from '#domain/project/actions.ts'
import type { OutsideFacts } from '#domain/project/facts.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import type { Named, Organisation, Person, PersonActor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import { dateOf, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import { contentHash } from '#wire/content-hash.ts'
import type { AppendRequest, AppendResult, LoadedCase, Outcome } from '#wire/record.ts'
import * as people from '../domain/project-people.ts'

export const MONDAY = '2026-03-02T02:00:00.000Z' as Instant
export const TUESDAY = '2026-03-03T02:00:00.000Z' as Instant

const ROOTS = [
  'mnr',
  'moa',
  'ndrc',
  'miit',
  'mof',
  'cnao',
  'appraisal-centre',
  'evaluation-institute',
] as const
const BUREAUS = { 'mnr-informatics': 'mnr', 'ndrc-hightech': 'ndrc', 'mof-budget': 'mof' } as const

const organisation = (id: string, parent: string | null): Organisation => ({
  ...{ id, parent, uscc: null, zh: id, en: id },
})

const personOf = ({ person: id, org, role, isLeader }: PersonActor): Person => ({
  ...{ id, zh: `张${id}`, en: id, org, roles: [role], isLeader },
  email: `${id}@example.invalid`,
})

export const REFERENCE: Reference = {
  organisations: [
    ...ROOTS.map((id) => organisation(id, null)),
    ...Object.entries(BUREAUS).map(([id, parent]) => organisation(id, parent)),
  ],
  people: [people.lead, people.applicant, people.approver, people.leader, people.expert].map(personOf),
  calendars: [{ calendar: CALENDAR_V1, effectiveAt: '2020-01-01T00:00:00.000Z' as Instant }],
  policies: [{ ...examplePolicy(KINDS), source: 'defaults' }],
  plans: [],
}

/** A case as its workflow loads it. */
export type LoadedProject = LoadedCase & { state: ProjectState; facts: OutsideFacts }

export interface RecordFixture {
  pool: Pool
  reference: ReferenceVersions
  url: string
  /** How often the outbox was woken. */
  wakes: () => number
  aheads: () => number
  append: (request: AppendRequest) => Promise<AppendResult>
  loadCase: (caseId: CaseId, at?: Instant) => Promise<LoadedProject>
  close: () => Promise<void>
}

interface OwnDatabase {
  url: string
  pool: Pool
  close: () => Promise<void>
}

/** An empty, migrated database. */
export async function openDatabase(): Promise<OwnDatabase> {
  const database = await openBareDatabase()
  await migrateDatabase(database.url)
  return database
}

/** A database without tables. */
export async function openBareDatabase(): Promise<OwnDatabase> {
  const { adminDatabaseUrl } = inject('servers')
  const name = `record_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: adminDatabaseUrl })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const address = new URL(adminDatabaseUrl)
  address.pathname = `/${name}`
  const pool = connect(address.href, { max: 10 })
  const close = async () => {
    await pool.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
  return { url: address.href, pool, close }
}

export async function openRecord(deps: Partial<AppendDeps> = {}): Promise<RecordFixture> {
  const { url, pool, close } = await openDatabase()
  await loadReference(pool, REFERENCE)
  const counts = { wakes: 0, aheads: 0 }
  const reference = new ReferenceVersions()
  const append = createAppend({
    ...{ pool, kinds: KINDS, reference, hasWebhook: false },
    wakeOutbox: () => (counts.wakes += 1),
    onAhead: () => (counts.aheads += 1),
    onUnwritable: () => undefined,
    ...deps,
  })
  const load = createLoadCase({ pool, kinds: KINDS, reference, isRehearsal: false })
  return {
    ...{ pool, reference, url, append, close },
    loadCase: async (caseId, ownTime = MONDAY) => {
      const loaded = await load({ caseId, ownTime, isNewExecution: true })
      return { ...loaded, facts: PROJECT.completed(loaded.facts) } as LoadedProject
    },
    wakes: () => counts.wakes,
    aheads: () => counts.aheads,
  }
}

export const newCase = (): CaseId => `project/${randomUUID()}` as CaseId

export interface Attempt {
  caseId: CaseId
  verb: Verb
  body: unknown
  by?: PersonActor
  at?: Instant
  id?: string
  /** Decide on this state instead of the current one. */
  loaded?: LoadedProject
}

/** The request of a workflow: the domain decides on the loaded state and facts. */
export async function requestFor(record: RecordFixture, attempt: Attempt): Promise<AppendRequest> {
  const { caseId, verb, body, by: actor = people.lead, at = MONDAY } = attempt
  const { state, facts } = attempt.loaded ?? (await record.loadCase(caseId, at))
  const command = { id: (attempt.id ?? randomUUID()) as CommandId, contentHash: contentHash(body) }
  const asked = { kind: 'act', verb, body } as const
  const names = namedByCommand(ofProject(state), asked)
  const named = await namedBy(record.pool, names, {
    project: ownIdOf(caseId),
    on: dateOf(at),
  })
  const seen = { ...facts, at, on: dateOf(at), actor, named, command }
  const { person, role, org } = actor
  return {
    ...{
      caseId,
      at,
      actor,
      named,
      names,
      afterSeq: state.seq,
      clockOffsetMs: 0,
      used: versionsOf(PROJECT, facts),
    },
    command: {
      ...{ id: command.id, action: verb, receivedAt: at, dueAt: null },
      act: { body, contentHash: command.contentHash, role, org, person },
    },
    decision: decide(ofProject(state), asked, seen),
  }
}

async function namedBy(
  pool: Pool,
  { people, organisations, documents }: NamedIds,
  { project, on }: { project: string; on: PlainDate },
): Promise<Named> {
  const parameters = { people: '$1', organisations: '$2', documents: '$3', holder: '$4', on: '$5' }
  const { rows } = await pool.query<{ named: Named }>(`select ${NAMED(parameters)} as named`, [
    ...[people, organisations, documents, project, on],
  ])
  return (rows[0] as { named: Named }).named
}

/** Appends an act and returns the result. */
export async function act(record: RecordFixture, attempt: Attempt): Promise<AppendResult> {
  return record.append(await requestFor(record, attempt))
}

/** The request of an act as the API stores it before sending it. */
export async function storeRequest(
  { pool }: RecordFixture,
  { caseId, command, actor }: AppendRequest,
  { receivedAt, state = 'pending' }: { receivedAt: Instant; state?: string },
): Promise<void> {
  const person = actor.kind === 'person' ? actor.person : ''
  const envelope = JSON.stringify({ contentHash: command.act?.contentHash })
  await pool.query(
    `insert into request (command_id, case_id, action, envelope, received_at, state, actor, idempotency_key, body_hash)
     values ($1, $2, $3, $7::jsonb, $4, $5, $6, $1, '')`,
    [command.id, caseId, command.action, receivedAt, state, person, envelope],
  )
}

export const outcomeOf = (result: AppendResult): Outcome | undefined =>
  result.kind === 'recorded' || result.kind === 'known' ? result.outcome : undefined

/** The request for the passing of a deadline, without a person and an act. */
export async function machineRequest(
  record: RecordFixture,
  caseId: CaseId,
  change: Partial<AppendRequest> & { dueAt?: Instant } = {},
): Promise<AppendRequest> {
  const request = await requestFor(record, { caseId, verb: 'admit', body: {}, by: people.approver })
  const { dueAt = null, ...rest } = change
  const command = { ...request.command, action: 'deadlinePassed', act: null, dueAt }
  return { ...request, actor: { kind: 'system' }, command, ...rest }
}
