/** Who is calling, by token and directory, as it is at this moment. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Directory, World } from '#db/intake/directory.ts'
import { businessNow } from '#db/intake/world-clock.ts'
import type { Actor, Role } from '#domain/directory.ts'
import type { Instant } from '#domain/plain-date.ts'
import { explainUnmet } from '#domain/refusal.ts'
import { Problem } from '../problem.ts'
import type { TokenVerifier } from './token-verifier.ts'

export interface Caller {
  actor: Extract<Actor, { kind: 'person' }>
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
    /** Anybody may call it, without a token. */
    isPublic?: true
  }
}

interface Parts {
  verify: TokenVerifier
  world: () => Promise<World>
}

/** Every route needs a known caller unless it says that it is public. */
export function recognizeCallers(app: FastifyInstance, { verify, world }: Parts): void {
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request) => {
    if (request.is404 || isPublic(request)) return
    const claims = await verify(request.headers.authorization)
    const { directory, offsetMs } = await world()
    const actor = directory.findActor(claims.person, claims.role, claims.org)
    // A role that was taken away counts from this request on, whatever the token says.
    if (!actor) throw new Problem('forbidden', { unmet: [explainUnmet({ code: 'roleNotHeld' })] })
    request.caller = { actor, directory, offsetMs, now: businessNow(offsetMs) }
  })
}

/** Routes that say so, and the pages of the documentation. */
const isPublic = ({ routeOptions: { config, url } }: FastifyRequest): boolean =>
  config.isPublic === true || url === '/docs' || url?.startsWith('/docs/') === true

export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('a route without a caller asked for one')
  return request.caller
}

/** Lets only these roles on. */
export function mustBe(caller: Caller, ...roles: Role[]): void {
  const { role } = caller.actor
  if (roles.includes(role)) return
  throw new Problem('forbidden', { unmet: [explainUnmet({ code: 'roleMayNot', params: { role } })] })
}
