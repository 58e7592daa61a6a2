/** One documented route per act of each kind of case, derived from the kind's tables. */
import type { FastifyReply } from 'fastify'
import { actionOf, bodyShapeOf } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { caseIdOf, ownIdOf } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Shape } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf } from '../auth/caller.ts'
import { actAnswers } from '../contract/answers.ts'
import { exampleOf } from '../contract/example-of.ts'
import { actHeaders, idParams } from '../contract/route-shapes.ts'
import { caseRound, idempotencyKey } from '../input/headers.ts'
import { caseView } from '../reads/case-view.ts'
import { withProse } from '../reads/prose.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { type Performed, perform, type WantedAct } from './perform.ts'
import { operationOf, routeNameOf } from './route-name.ts'

export function actRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) {
    for (const verb of Object.keys(kind.actions)) addActRoute(app, services, kind, verb)
    addStartRoute(app, services, kind)
  }
}

/** The OpenAPI tag of the acts of a kind. */
export const actsTag = ({ path }: Kind): string => `${path}: acts`

function addActRoute(app: App, services: Services, kind: Kind, verb: string): void {
  const { zh, en, roles } = actionOf(kind, verb)
  const body = documented(bodyShapeOf(kind, verb))
  app.post(
    `/v1/${kind.path}/:id/${routeNameOf(verb)}`,
    {
      config: { forSubstitutes: true },
      schema: {
        operationId: operationOf(kind.name, verb),
        tags: [actsTag(kind)],
        summary: `${zh} · ${en}`,
        description: `Roles: ${roles.join(', ')}. The answer is the outcome, committed and readable.`,
        params: idParams,
        headers: actHeaders,
        body,
        response: actAnswers(200),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const caseId = caseIdOf(kind.name, request.params.id)
      const act: WantedAct = {
        ...{ kind, verb, body: request.body, caseId },
        round: caseRound(request),
        idempotencyKey: idempotencyKey(request),
        opens: false,
      }
      return answerAct(services, caller, reply, { act, status: 200 })
    },
  )
}

function addStartRoute(app: App, services: Services, kind: Kind): void {
  const { path, opensBy: verb } = kind
  const { roles } = actionOf(kind, verb)
  app.post(
    `/v1/${path}`,
    {
      config: { forSubstitutes: true },
      schema: {
        operationId: operationOf(kind.name, 'start'),
        tags: [actsTag(kind)],
        summary: `新建${kind.zh} · start a ${kind.en}`,
        description: `Roles: ${roles.join(', ')}. The server chooses the id; the same key gives the same case.`,
        headers: actHeaders,
        body: documented(bodyShapeOf(kind, verb)),
        response: actAnswers(201),
      },
    },
    async (request, reply) => {
      const act: WantedAct = {
        ...{ kind, verb, body: request.body },
        caseId: null,
        round: null,
        idempotencyKey: idempotencyKey(request),
        opens: true,
      }
      return answerAct(services, callerOf(request), reply, { act, status: 201 })
    },
  )
}

/** Performs the act and answers with its outcome, or with the address of the outcome. */
export async function answerAct(
  services: Services,
  caller: Caller,
  reply: FastifyReply,
  { act, status }: { act: WantedAct; status: 200 | 201 },
) {
  const performed = await perform(services, caller, act)
  return answerPerformed(services, caller, reply, { performed, status })
}

/** Answers with the outcome, or with its address if it is not known yet. */
export async function answerPerformed(
  services: Services,
  caller: Caller,
  reply: FastifyReply,
  { performed, status }: { performed: Performed; status: 200 | 201 },
) {
  const { commandId, caseId, outcome } = performed
  const answer = { commandId, caseId, id: ownIdOf(caseId) }
  if (!outcome) {
    reply.code(202).header('location', `/v1/commands/${commandId}`).header('retry-after', '2')
    return { ...answer, status: 'pending' as const }
  }
  const { pool, kinds, views } = services
  const seen = await views.find(caseId, viewerOf(caller), dateOf(caller.now))
  reply.code(status)
  if (status === 201) reply.header('location', `/v1/${kinds.of(caseId).path}/${answer.id}`)
  return { ...answer, outcome, case: seen ? await withProse(pool, caseView(seen, caller, 'possible')) : null }
}

const documented = <T>(shape: Shape<T>): Shape<T> => ({ ...shape, examples: [exampleOf(shape)] }) as Shape<T>
