/** A database of its own with the record in it, and people who act on cases in it. */

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type AppendDeps, createAppend } from '#activities/append.ts'
import { createLoadCase } from '#activities/load-case.ts'
import type { AppendRequest, AppendResult, LoadedCase, Outcome } from '#activities/record.ts'
import { connect, type Pool } from '#db/connect.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { NAMED_PEOPLE } from '#db/record/actor.ts'
import { ReferenceVersions } from '#db/record/facts.ts'
import { loadReference, type Reference } from '#db/seed.ts'
import { CALENDAR_V1 } from '#domain/calendar-2026.ts'
import type { NamedPerson, Organisation, Person, PersonActor } from '#domain/directory.ts'
import type { CaseId, CommandId, PersonId } from '#domain/ids.ts'
import { dateOf, type Instant } from '#domain/plain-date.ts'
import { POLICY_V1 } from '#domain/policy.ts'
import type { Verb } from '#domain/project/actions.ts'
import { decide } from '#domain/project/decide.ts'
import { versionsOf } from '#domain/project/facts.ts'
import { namedIn } from '#domain/project/named-people.ts'
import { contentHash } from '#wire/content-hash.ts'
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
  policies: [{ ...POLICY_V1, source: 'defaults' }],
  plans: [],
}

export interface RecordFixture {
  pool: Pool
  reference: ReferenceVersions
  url: string
  /** How often the outbox was woken. */
  pokes: () => number
  aheads: () => number
  append: (request: AppendRequest) => Promise<AppendResult>
  loadCase: (caseId: CaseId, at?: Instant) => Promise<LoadedCase>
  close: () => Promise<void>
}

/** An empty, migrated database. */
export async function openDatabase(): Promise<{ url: string; pool: Pool; close: () => Promise<void> }> {
  const { adminDatabaseUrl } = inject('servers')
  const name = `record_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: adminDatabaseUrl })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const address = new URL(adminDatabaseUrl)
  address.pathname = `/${name}`
  await migrateDatabase(address.href)
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
  const counts = { pokes: 0, aheads: 0 }
  const reference = new ReferenceVersions()
  const append = createAppend({
    ...{ pool, reference, hasWebhook: false },
    pokeOutbox: () => (counts.pokes += 1),
    onAhead: () => (counts.aheads += 1),
    onUnwritable: () => undefined,
    ...deps,
  })
  const load = createLoadCase({ pool, reference, isRehearsal: false })
  return {
    ...{ pool, reference, url, append, close },
    loadCase: (caseId, ownTime = MONDAY) => load({ caseId, ownTime, isNewExecution: true }),
    pokes: () => counts.pokes,
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
  loaded?: LoadedCase
}

/** What a workflow would send: decided by the domain on the state and facts that were loaded. */
export async function requestFor(record: RecordFixture, attempt: Attempt): Promise<AppendRequest> {
  const { caseId, verb, body, by: actor = people.lead, at = MONDAY } = attempt
  const { state, facts } = attempt.loaded ?? (await record.loadCase(caseId, at))
  const command = { id: (attempt.id ?? randomUUID()) as CommandId, contentHash: contentHash(body) }
  const named = await namedPeople(record.pool, namedIn(verb, body))
  const seen = { ...facts, at, on: dateOf(at), actor, named, command }
  const { person, role, org } = actor
  return {
    ...{ caseId, at, actor, named, afterSeq: state.seq, clockOffsetMs: 0, used: versionsOf(facts) },
    command: {
      ...{ id: command.id, action: verb, receivedAt: at, dueAt: null },
      act: { body, contentHash: command.contentHash, role, org, person },
    },
    decision: decide(state, { kind: 'act', verb, body }, seen),
  }
}

async function namedPeople(pool: Pool, ids: readonly PersonId[]): Promise<NamedPerson[]> {
  const { rows } = await pool.query<{ named: NamedPerson[] }>(`select ${NAMED_PEOPLE('$1')} as named`, [ids])
  return rows[0]?.named ?? []
}

/** Sends an act; answers what the record answered. */
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

/** What the clock's passing sends: no person, no act. */
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
