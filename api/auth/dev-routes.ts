/** Development tokens: everybody gets a token for any person. These routes exist only with the development issuer. */

import { businessNow } from '#db/intake/world-clock.ts'
import type { Person } from '#domain/values/directory.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import { object, oneOf, organisation, person } from '#domain/values/shape.ts'
import type { ShapeProblem } from '#domain/values/shape-check.ts'
import type { App } from '../app-type.ts'
import { createdAnswers, readAnswers } from '../contract/answers.ts'
import { ROLE_NAMES } from '../contract/roles.ts'
import { assertReferencesExist } from '../input/references.ts'
import { invalid } from '../problem.ts'
import type { Services } from '../services.ts'
import type { DevIssuer } from './dev-issuer.ts'

const body = object(
  { person: person(), role: oneOf(ROLE_NAMES) },
  { org: organisation('where the role is held; the person’s bureau by default') },
)
const config = { isPublic: true as const }

export function devRoutes(app: App, { pool, world }: Services, issuer: DevIssuer): void {
  app.get(
    '/dev/jwks',
    { config, schema: { tags: ['development'], security: [], response: readAnswers('The key set.') } },
    async () => issuer.jwks,
  )
  app.post(
    '/dev/token',
    {
      config,
      schema: {
        tags: ['development'],
        summary: '开发令牌 · a token for anybody; never in production',
        security: [],
        body,
        response: createdAnswers('`accessToken` is good for 12 hours.'),
      },
    },
    async (request, reply) => {
      const { directory, offsetMs } = await world()
      const now = businessNow(offsetMs)
      await assertReferencesExist({ pool }, { directory, now }, body, request.body)
      const { person: id, role, org } = request.body
      const known = directory.people.get(id)
      const actor = known && directory.findActor(id, { role, org: org ?? known.org }, dateOf(now))
      if (!actor) throw invalid([notHeld(known)])
      reply.code(201)
      return issuer.issue({ person: actor.person, role: actor.role, org: actor.org })
    },
  )
}

function notHeld(known: Person | undefined): ShapeProblem {
  const held = known ? `${known.roles.join(', ')} @ ${known.org}` : '—'
  return {
    ...{ pointer: '/role', code: 'invalid-value' },
    zh: `该人员今日未以该单位任此角色；任 ${held}`,
    en: `is not held by this person for this organisation today; held: ${held}`,
  }
}
