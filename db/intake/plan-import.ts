/**
 * Loading a version of a national plan: its plan is opened as an approved case, or has a version more. Nothing else but the cases of
 * plans writes such versions. The case rests, so no workflow hosts it until somebody acts on it.
 */
import { NATIONAL_PLAN, PLAN_IMPORTED, type PlanVersion } from '#domain/case/national-plan.ts'
import { EVERYBODY } from '#domain/case/published-fact.ts'
import { codeOf, type ImportEvent, imported } from '#domain/national-plan/import.ts'
import { NATIONAL_PLAN_KIND as KIND } from '#domain/national-plan/kind.ts'
import type { PolicyValues } from '#domain/national-plan/policy.ts'
import type { PlanState } from '#domain/national-plan/state.ts'
import type { Actor } from '#domain/values/directory.ts'
import { type CaseId, type CommandId, caseIdOf } from '#domain/values/ids.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import { canonicalJson, sha256 } from '#wire/content-hash.ts'
import type { Client, Pool } from '../connect.ts'
import { project } from '../projections/fold.ts'
import { ReferenceVersions } from '../record/facts.ts'
import { type Head, lockAndRead, type Reading, type RecordQuery } from '../record/reading.ts'
import { currentFold } from '../record/snapshot.ts'
import { writeAndCommit } from '../record/writing.ts'
import { type Added, isTooLarge } from './reference-versions.ts'
import { readOffset } from './world-clock.ts'

/** Key of an advisory lock: any number that is used for nothing else in this database. Plans are loaded one after the other. */
const PLAN_LOCK = 2_019_061

interface Loading {
  plan: PlanVersion
  caseId: CaseId
  by: Actor
  now: Instant
}

/** `by`: who loads it; the system where a folder is loaded. */
export async function importPlan(
  pool: Pool,
  plan: PlanVersion,
  { by, now }: { by: Actor; now: Instant },
): Promise<Added> {
  if (isTooLarge(plan)) return 'tooLarge'
  const caseId = await caseOf(pool, codeOf(plan))
  const clockOffsetMs = await readOffset(pool)
  const client = await pool.connect()
  try {
    const added = await addTo(client, { plan, caseId, by, now }, clockOffsetMs)
    if (added !== 'added') await client.query('rollback')
    client.release()
    return added
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** The case of the plan with that code, which may have been drafted here; the same id whenever it is asked for. */
async function caseOf(pool: Pool, code: string): Promise<CaseId> {
  const { rows } = await pool.query<{ caseId: CaseId }>(
    `select case_id as "caseId" from case_view where kind = $1 and code = $2 and not frees_code`,
    [KIND.name, code],
  )
  const hash = sha256(`${KIND.name} ${code}`)
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`]
  return rows[0]?.caseId ?? caseIdOf(KIND.name, [...parts, hash.slice(20, 32)].join('-'))
}

/** In a transaction that ends with its commit, or is left open where nothing was added. */
async function addTo(client: Client, loading: Loading, clockOffsetMs: number): Promise<Added> {
  const { plan, caseId } = loading
  const { head, reading } = await lockAndRead(client, queryOf(loading, clockOffsetMs))
  if (!head) throw new Error(`${caseId} has no head`)
  await client.query('select pg_advisory_xact_lock($1)', [PLAN_LOCK])
  const loaded = await loadedAlready(client, plan, caseId)
  if (loaded) return loaded
  const before = await currentFold(client, { kind: KIND, caseId }, head, reading)
  const event = imported(before.state as PlanState, plan, await bodiesIn(client, reading))
  if (!event) return 'underWay'
  await write(client, { ...loading, head, reading, before, event })
  return 'added'
}

function queryOf({ plan, caseId, now }: Loading, clockOffsetMs: number): RecordQuery {
  return {
    ...{ caseId, afterSeq: 0, clockOffsetMs, at: now, on: dateOf(now) },
    command: { id: commandIdOf(plan), dueAt: null },
    ...{ owner: null, person: null, actingFor: null, code: codeOf(plan) },
    named: { people: [], organisations: [], documents: [] },
  }
}

const commandIdOf = ({ version }: PlanVersion): CommandId => `${PLAN_IMPORTED}/${version}` as CommandId

/**
 * A version has one content and one plan. Null: it is new, or was loaded before plans were cases, and becomes its case's now.
 */
async function loadedAlready(client: Client, plan: PlanVersion, caseId: CaseId): Promise<Added | null> {
  const { version, effectiveFrom, source, items } = plan
  const { rows } = await client.query<{ caseId: string; content: unknown }>(
    `select case_id as "caseId", jsonb_build_object('effectiveFrom', effective_from, 'body', body) as content
     from published_fact where key = '${EVERYBODY}' and fact = '${NATIONAL_PLAN}' and version = $1`,
    [version],
  )
  const [found] = rows
  if (!found) return null
  const isSame = canonicalJson(found.content) === canonicalJson({ effectiveFrom, body: { source, items } })
  if (!isSame || ![caseId, ''].includes(found.caseId)) return 'other'
  return found.caseId === caseId ? 'same' : null
}

/** Who drafts plans and who approves them, by the policy of the day. */
async function bodiesIn(client: Client, reading: Reading): Promise<PolicyValues> {
  const outside = await new ReferenceVersions().facts(client, { facts: [] }, reading)
  return KIND.completed(outside).policy.values as PolicyValues
}

interface Writing extends Loading {
  head: Head
  reading: Reading
  before: Awaited<ReturnType<typeof currentFold>>
  event: ImportEvent
}

async function write(client: Client, writing: Writing): Promise<void> {
  const { head, reading, before, event, caseId, by, now, plan } = writing
  const id = commandIdOf(plan)
  const events = [{ seq: head.seq + 1, at: now, by, commandId: id, event }]
  await client.query(
    `delete from published_fact where key = '${EVERYBODY}' and fact = '${NATIONAL_PLAN}' and version = $1 and case_id = ''`,
    [plan.version],
  )
  const decided = {
    ...{ caseId, actor: by, at: now, recordedReal: reading.now, events },
    command: { id, action: PLAN_IMPORTED, act: null },
    outcome: { status: 'applied' as const, seq: head.seq + 1, events: [event.type] },
  }
  const fold = { before, after: project(KIND, before, events) }
  await writeAndCommit(client, head, decided, { fold, hasWebhook: false, planned: null })
}
