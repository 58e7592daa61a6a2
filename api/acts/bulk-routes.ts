/** One documented route per act that can be done on many cases in one call. */
import type { FastifyRequest } from 'fastify'
import { actionOf, bodyShapeOf } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { flag, list, object, uuid } from '#domain/values/shape.ts'
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
import { operationOf, routeNameOf } from './route-name.ts'

/** Cases in one call. */
const BULK_MAX = 100

const DESCRIPTION = `At most ${BULK_MAX} cases; each act is decided, recorded and answered as if it were sent alone, and is
valid even if others are refused. With \`dryRun\` nothing is changed or recorded: the answer says for each case whether
its act would be done now, and names every unmet condition.`

export function bulkRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) {
    for (const verb of kind.bulkVerbs) addBulkRoute(app, services, kind, verb)
  }
}

function addBulkRoute(app: App, services: Services, kind: Kind, verb: string): void {
  const { zh, en, roles } = actionOf(kind, verb)
  const one = object({ id: uuid(), with: bodyShapeOf(kind, verb) })
  const shape = object(
    { cases: list(one, 1, BULK_MAX) },
    { dryRun: flag('only say what the outcome would be') },
  )
  app.post(
    `/v1/bulk/${kind.path}/${routeNameOf(verb)}`,
    {
      schema: {
        operationId: `${operationOf(kind.name, verb)}InBulk`,
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
      const call: BulkCall = { kind, verb, cases, idempotencyKey: idempotencyKey(request) }
      const answers = await (dryRun ? tryAll : performAll)(services, callerOf(request), call)
      return { verb, dryRun, cases: answers.map((answer) => caseView(answer, request)) }
    },
  )
}

/** The HTTP status that the act would get alone, and its outcome or its problem. */
function caseView(answer: CaseAnswer, request: FastifyRequest) {
  const { id } = answer
  if ('problem' in answer) {
    const { slug, extras } = answer.problem
    const retryAfter = extras.headers?.['retry-after']
    return {
      id,
      status: PROBLEMS[slug].status,
      problem: problemBody(answer.problem, request.id, languageOf(request.headers['accept-language'])),
      ...(retryAfter === undefined ? {} : { retryAfter: Number(retryAfter) }),
    }
  }
  if (!answer.performed) return { id, status: 200 }
  const { commandId, outcome } = answer.performed
  return outcome ? { id, status: 200, commandId, outcome } : { id, status: 202, commandId }
}
