/** Development tokens: anybody may be anybody. These routes exist only with the development issuer. */

import { businessNow } from '#db/intake/world-clock.ts'
import { dateOf } from '#domain/plain-date.ts'
import { object, oneOf, slug } from '#domain/shape.ts'
import type { App } from '../app-type.ts'
import { createdAnswers, readAnswers } from '../contract/answers.ts'
import { ROLE_NAMES } from '../contract/roles.ts'
import { invalid } from '../problem.ts'
import type { Services } from '../services.ts'
import type { DevIssuer } from './dev-issuer.ts'

const body = object(
  { person: slug('a person of the directory'), role: oneOf(ROLE_NAMES) },
  { org: slug('where the role is held; the person’s bureau by default') },
)
const config = { isPublic: true as const }

export function devRoutes(app: App, { world }: Services, issuer: DevIssuer): void {
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
      const today = dateOf(businessNow(offsetMs))
      const { person: id, role, org } = request.body
      const person = directory.people.get(id as never)
      const actor = person && directory.findActor(person.id, { role, org: org ?? person.org }, today)
      if (!actor) {
        const [en, zh] = ['is not held by this person for this organisation', '该人员未以该单位任此角色']
        throw invalid([{ pointer: '/role', code: 'invalid-value', en, zh }])
      }
      reply.code(201)
      return issuer.issue({ person: actor.person, role: actor.role, org: actor.org })
    },
  )
}
