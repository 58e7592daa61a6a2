/** One documented route per act that can be done to many cases at once. */
import type { FastifyRequest } from 'fastify'
import { ACTIONS, BODIES } from '#domain/project/actions.ts'
import { BULK_MAX, BULK_VERBS, type BulkVerb } from '#domain/project/bulk.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import { flag, list, object, type Shape, uuid } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { exampleOf } from '../contract/example-of.ts'
import { bulkHeaders } from '../contract/route-shapes.ts'
import { idempotencyKey } from '../input/headers.ts'
import { languageOf } from '../language.ts'
import { PROBLEMS } from '../problem.ts'
import { problemBody } from '../problem-answer.ts'
import type { Services } from '../services.ts'
import { type BulkCall, type BulkCase, type CaseAnswer, performAll, tryAll } from './bulk.ts'
import { routeNameOf } from './route-name.ts'

const DESCRIPTION = `At most ${BULK_MAX} cases; each act is judged, recorded and answered as if it came alone, and stands
whatever becomes of the others. With \`dryRun\` nothing is changed or recorded: each case says whether its act would
be done now, and every condition that is not met.`

export function bulkRoutes(app: App, services: Services): void {
  for (const verb of BULK_VERBS) addBulkRoute(app, services, verb)
}

function addBulkRoute(app: App, services: Services, verb: BulkVerb): void {
  const { zh, en, roles } = ACTIONS[verb]
  const one = object({ project: uuid<ProjectId>(), with: BODIES[verb] as Shape<unknown> })
  const shape = object(
    { cases: list(one, 1, BULK_MAX) },
    { dryRun: flag('only say what would become of it') },
  )
  app.post(
    `/v1/bulk/${routeNameOf(verb)}`,
    {
      schema: {
        operationId: `${verb}InBulk`,
        tags: ['bulk'],
        summary: `批量${zh} · ${en}, many cases at once`,
        description: `Roles: ${roles.join(', ')}. ${DESCRIPTION}`,
        headers: bulkHeaders,
        body: { ...shape, examples: [exampleOf(shape)] } as typeof shape,
        response: readAnswers('An answer per case, in the order of the call.', 429),
      },
    },
    async (request) => {
      const { cases, dryRun = false } = request.body as { cases: BulkCase[]; dryRun?: boolean }
      const call: BulkCall = { verb, cases, idempotencyKey: idempotencyKey(request) }
      const answers = await (dryRun ? tryAll : performAll)(services, callerOf(request), call)
      return { verb, dryRun, cases: answers.map((answer) => caseView(answer, request)) }
    },
  )
}

/** The status that the act alone would be answered with, and its outcome or its problem. */
function caseView(answer: CaseAnswer, request: FastifyRequest) {
  const { project } = answer
  if ('problem' in answer) {
    const { slug, extras } = answer.problem
    const retryAfter = extras.headers?.['retry-after']
    return {
      project,
      status: PROBLEMS[slug].status,
      problem: problemBody(answer.problem, request.id, languageOf(request.headers['accept-language'])),
      ...(retryAfter === undefined ? {} : { retryAfter: Number(retryAfter) }),
    }
  }
  if (!answer.performed) return { project, status: 200 }
  const { commandId, outcome } = answer.performed
  return outcome ? { project, status: 200, commandId, outcome } : { project, status: 202, commandId }
}
