/** One documented route per act, derived from the domain's table. */
import type { FastifyReply } from 'fastify'
import { uuidv7 } from '#db/intake/uuidv7.ts'
import { ACTIONS, BODIES, VERBS, type Verb } from '#domain/project/actions.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Shape } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf } from '../auth/caller.ts'
import { actAnswers } from '../contract/answers.ts'
import { exampleOf } from '../contract/example-of.ts'
import { actHeaders, projectParams } from '../contract/route-shapes.ts'
import { caseRound, idempotencyKey } from '../input/headers.ts'
import { projectView } from '../reads/project-view.ts'
import { withProse } from '../reads/prose.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { type Performed, perform, type WantedAct } from './perform.ts'
import { routeNameOf } from './route-name.ts'

export function actRoutes(app: App, services: Services): void {
  for (const verb of VERBS) addActRoute(app, services, verb)
  addStartRoute(app, services)
}

function addActRoute(app: App, services: Services, verb: Verb): void {
  const { zh, en, roles } = ACTIONS[verb]
  const body = documented(BODIES[verb])
  app.post(
    `/v1/projects/:id/${routeNameOf(verb)}`,
    {
      config: { forSubstitutes: true },
      schema: {
        operationId: verb,
        tags: ['acts'],
        summary: `${zh} · ${en}`,
        description: `Roles: ${roles.join(', ')}. The answer is the outcome, committed and readable.`,
        params: projectParams,
        headers: actHeaders,
        body,
        response: actAnswers(200),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { id } = request.params
      const act: WantedAct = {
        verb,
        body: request.body,
        projectId: id,
        newProjectId: () => id,
        round: caseRound(request),
        idempotencyKey: idempotencyKey(request),
        opens: false,
      }
      return answerAct(services, caller, reply, { act, status: 200 })
    },
  )
}

function addStartRoute(app: App, services: Services): void {
  app.post(
    '/v1/projects',
    {
      config: { forSubstitutes: true },
      schema: {
        operationId: 'startProject',
        tags: ['acts'],
        summary: '申报新项目 · start a project',
        description:
          'A complete first document. The server chooses the id; the same key gives the same project.',
        headers: actHeaders,
        body: documented(BODIES.submitStage),
        response: actAnswers(201),
      },
    },
    async (request, reply) => {
      const act: WantedAct = {
        verb: 'submitStage',
        body: request.body,
        projectId: null,
        newProjectId: () => uuidv7() as ProjectId,
        round: null,
        idempotencyKey: idempotencyKey(request),
        opens: true,
      }
      return answerAct(services, callerOf(request), reply, { act, status: 201 })
    },
  )
}

/** Does the act and answers with its outcome, or with where to ask for it. */
export async function answerAct(
  services: Services,
  caller: Caller,
  reply: FastifyReply,
  { act, status }: { act: WantedAct; status: 200 | 201 },
) {
  const performed = await perform(services, caller, act)
  return answerPerformed(services, caller, reply, { performed, status })
}

/** The outcome, or where to ask for it. */
export async function answerPerformed(
  services: Services,
  caller: Caller,
  reply: FastifyReply,
  { performed, status }: { performed: Performed; status: 200 | 201 },
) {
  const { commandId, projectId, outcome } = performed
  if (!outcome) {
    reply.code(202).header('location', `/v1/commands/${commandId}`).header('retry-after', '2')
    return { commandId, projectId, status: 'pending' as const }
  }
  const seen = await services.views.find(projectId, viewerOf(caller), dateOf(caller.now))
  reply.code(status)
  if (status === 201) reply.header('location', `/v1/projects/${projectId}`)
  const project = seen ? await withProse(services.pool, projectView(seen, caller, 'possible')) : null
  return { commandId, projectId, outcome, project }
}

const documented = <T>(shape: Shape<T>): Shape<T> => ({ ...shape, examples: [exampleOf(shape)] }) as Shape<T>
