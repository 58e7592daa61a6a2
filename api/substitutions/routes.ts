/** 代班: appoints substitutes, ends appointments early, and lists who acts for whom. Appointments are never deleted. */

import {
  addSubstitution,
  endSubstitution,
  findSubstitution,
  type ListedSubstitution,
  listSubstitutions,
} from '#db/intake/substitutions.ts'
import { uuidv7 } from '#db/intake/uuidv7.ts'
import { policyOf } from '#db/queries/policy.ts'
import { type Unmet, unmetOf } from '#domain/case/refusal.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { appointmentChecks, isManagerOf } from '#domain/substitution/substitution.ts'
import { orgPathOf } from '#domain/values/directory.ts'
import { isUuid, type PersonId } from '#domain/values/ids.ts'
import { dateOf, type PlainDate } from '#domain/values/plain-date.ts'
import { date, list, object, oneOf, organisation, person, text, uuid } from '#domain/values/shape.ts'
import { READS_ALL_SUBSTITUTIONS } from '../access.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf } from '../auth/caller.ts'
import { createdAnswers, readAnswers } from '../contract/answers.ts'
import { cursorOf, readCursor } from '../contract/cursor.ts'
import { idParams, PAGE_DEFAULT, pageFields } from '../contract/route-shapes.ts'
import { assertReferencesExist } from '../input/references.ts'
import { notFound, Problem, refused } from '../problem.ts'
import type { Services } from '../services.ts'

const reason = text(500, 'why')
function scopeOf(kinds: Kinds) {
  const [acts, stages] = [kinds.actCodes, kinds.stageCodes]
  return object(
    {},
    {
      acts: list(oneOf(acts), 1, acts.length, 'only these acts'),
      stages: list(oneOf(stages), 1, stages.length, 'only in these stages'),
      owners: list(organisation(), 1, 100, 'only cases of these owners'),
      cases: list(uuid(), 1, 200, 'only these cases'),
    },
  )
}

const appointmentOf = (kinds: Kinds) =>
  object(
    {
      substitute: person('who acts'),
      from: date<PlainDate>('the first day'),
      to: date<PlainDate>('the last day'),
      scope: scopeOf(kinds),
      reason,
    },
    { person: person('the represented person; the caller by default') },
  )

const about = (summary: string, description?: string) => ({
  tags: ['substitutions'],
  summary,
  ...(description ? { description } : {}),
})

export function substitutionRoutes(app: App, services: Services): void {
  appointRoute(app, services)
  endRoute(app, services)
  listRoute(app, services)
}

function appointRoute(app: App, services: Services): void {
  const description =
    'By the person, or by a leader of their organisation or above. A field that the scope leaves out sets no limit. The ' +
    'substitute then sends `acting-for: person` or `person/role` with an act.'
  const appointment = appointmentOf(services.kinds)
  const schema = {
    ...about('指定代理人 · appoint a substitute', description),
    body: appointment,
    response: createdAnswers('Appointed.'),
  }
  app.post('/v1/substitutions', { schema }, async (request, reply) => {
    const caller = callerOf(request)
    await assertReferencesExist(services, caller, appointment, request.body)
    const { actor, now } = caller
    const { person = actor.person } = request.body
    const unmet = await unmetOfAppointment(services, caller, { ...request.body, person })
    if (unmet.length > 0) throw refused({ unmet })
    const id = uuidv7()
    await addSubstitution(services.pool, { ...request.body, id, person, appointedBy: actor, at: now })
    reply.code(201)
    return { id, person, ...request.body, endedAt: null }
  })
}

async function unmetOfAppointment(
  services: Services,
  { actor, directory: { people, orgs }, now }: Caller,
  { from, to, ...between }: { person: PersonId; substitute: PersonId; from: PlainDate; to: PlainDate },
): Promise<Unmet[]> {
  const [person, substitute] = [people.get(between.person), people.get(between.substitute)]
  if (!person || !substitute) throw notFound()
  const today = dateOf(now)
  const { values } = await policyOf(services, null, today)
  const facts = {
    ...{ today, path: orgPathOf(person.org, orgs), substitutePath: orgPathOf(substitute.org, orgs) },
    ...{ mustBeOfSameRoot: values.substituteOfSameRoot, monthsMax: values.substitutionMonthsMax },
  }
  return unmetOf(appointmentChecks({ person, substitute, from, to }, actor, facts))
}

function endRoute(app: App, { pool }: Services): void {
  const schema = {
    ...about(
      '提前终止代理 · end a substitution early',
      'By the person, by a leader of their organisation or above, or by the substitute.',
    ),
    params: idParams,
    body: object({ reason }),
    response: readAnswers('Ended; earlier acts of the substitute stay valid.', 409),
  }
  app.post('/v1/substitutions/:id/end', { schema }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params
    const found = await findSubstitution(pool, id)
    if (!found || !concerns(caller, found)) throw notFound()
    const by = caller.actor
    if (!mayEnd(caller, found)) throw refused({ unmet: [{ code: 'appointerNotEntitled' }] })
    if (!(await endSubstitution(pool, { id, reason: request.body.reason, by, at: caller.now }))) {
      throw new Problem('state-conflict', { detail: ENDED_BEFORE })
    }
    return { ...found, endedAt: caller.now, endReason: request.body.reason, endedBy: by }
  })
}

const ENDED_BEFORE = { zh: '该代理此前已终止。', en: 'This substitution was ended before.' }

function listRoute(app: App, { pool }: Services): void {
  const schema = {
    ...about(
      '代理列表 · who acts for whom',
      'Those in which the caller represents or is represented; auditors and the security administrator see all.',
    ),
    querystring: object({}, pageFields),
    response: readAnswers('Newest first, including ended ones.'),
  }
  app.get('/v1/substitutions', { schema }, async (request) => {
    const { actor } = callerOf(request)
    const { limit = PAGE_DEFAULT, cursor } = request.query
    const after = (readCursor(cursor, isUuid)?.[0] ?? null) as string | null
    const of = READS_ALL_SUBSTITUTIONS.includes(actor.role) ? null : actor.person
    const found = await listSubstitutions(pool, { of, after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, next: found.length > limit && last ? cursorOf(last.id) : null }
  })
}

function mayEnd({ actor, directory }: Caller, { person, substitute }: ListedSubstitution): boolean {
  if (actor.person === person || actor.person === substitute) return true
  const org = directory.people.get(person)?.org
  return org !== undefined && isManagerOf(actor, orgPathOf(org, directory.orgs))
}

/** Whether the caller may know about the substitution; for all others it does not exist. */
const concerns = (caller: Caller, found: ListedSubstitution): boolean =>
  mayEnd(caller, found) || READS_ALL_SUBSTITUTIONS.includes(caller.actor.role)
