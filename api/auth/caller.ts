/** The caller of a request, by the token and the current directory. */

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Directory, World } from '#db/intake/directory.ts'
import { businessNow } from '#db/intake/world-clock.ts'
import { inSteadOf } from '#domain/substitution/acting-for.ts'
import { covers, isInForce, type Substitution, substitutionFor } from '#domain/substitution/substitution.ts'
import { type OrgId, type PersonActor, ROLES, type Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import { barred } from '../problem.ts'
import type { TokenVerifier } from './token-verifier.ts'

export interface Caller {
  actor: PersonActor
  /** Only for a substitute: the substitutions in force at this moment. */
  substitutions: readonly Substitution[] | null
  directory: Directory
  offsetMs: number
  /** Business time of the request. */
  now: Instant
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
  interface FastifyContextConfig {
    /** The route needs no token. */
    isPublic?: true
    /** A substitute may call the route, with `acting-for`. */
    forSubstitutes?: true
  }
}

interface Parts {
  verify: TokenVerifier
  world: () => Promise<World>
  /** All appointments of this substitute for this person. */
  substitutions: (person: PersonId, substitute: PersonId) => Promise<Substitution[]>
  /** Whether the pages of the documentation need no token. */
  hasPublicDocs: boolean
}

/** Every route needs a known caller, except public routes. */
export function recognizeCallers(app: FastifyInstance, parts: Parts): void {
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request) => {
    if (request.is404 || isPublic(request, parts)) return
    const claims = await parts.verify(request.headers.authorization)
    const { directory, offsetMs } = await parts.world()
    const now = businessNow(offsetMs)
    const actor = directory.findActor(claims.person, claims, dateOf(now))
    // Roles come from the directory, so a removed role is invalid immediately, even if the token still has it.
    if (!actor) throw barred({ code: 'roleNotHeld' })
    const own: Caller = { actor, substitutions: null, directory, offsetMs, now }
    request.caller =
      request.headers['acting-for'] === undefined ? own : await asSubstitute(parts, own, request)
  })
}

/** The caller as a substitute, with the role, rank and bureau of the person whom `acting-for` names as `person` or `person/role`. */
async function asSubstitute(parts: Parts, own: Caller, request: FastifyRequest): Promise<Caller> {
  const { actor, directory, now } = own
  if (request.routeOptions.config.forSubstitutes !== true) throw barred({ code: 'substitutesMayNot' })
  const [id = '', said] = String(request.headers['acting-for']).split('/')
  const person = directory.people.get(id as PersonId)
  if (!person) throw barred({ code: 'notSubstitute' })
  const received = { on: dateOf(now), at: now }
  const all = await parts.substitutions(person.id, actor.person)
  const found = substitutionFor(all, {}, received)
  const running = all.filter((one) => isInForce(one, received))
  // Here one appointment is enough. Which of several covers the act is decided with the act.
  const [substitution] = running
  if (!substitution) throw barred('unmet' in found ? found.unmet : { code: 'notSubstitute' })
  const role = (said as Role | undefined) ?? person.roles[0]
  const stead = role && directory.findActor(person.id, { role, org: person.org }, received.on)
  if (!stead) throw barred({ code: 'roleNotHeld' })
  return { ...own, actor: inSteadOf(stead, actor, substitution.id), substitutions: running }
}

/** Whether the caller may read the case as a substitute: an appointment must cover it. */
export const coversReading = (
  { substitutions }: Caller,
  { id, owner }: { id: string; owner: OrgId },
): boolean => substitutions === null || substitutions.some(({ scope }) => covers(scope, { id, owner }))

/** Public routes, and the pages of the documentation if they are public. */
const isPublic = ({ routeOptions: { config, url } }: FastifyRequest, { hasPublicDocs }: Parts): boolean =>
  config.isPublic === true || (hasPublicDocs && (url === '/docs' || url?.startsWith('/docs/') === true))

export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('a public route has no caller')
  return request.caller
}

/** Refuses callers without one of these roles. */
export function mustBe(caller: Caller, ...roles: Role[]): void {
  const { role } = caller.actor
  if (roles.includes(role)) return
  throw barred({ code: 'roleMayNot', params: { role: ROLES[role] } })
}
