/** Papers about a project, as PDF. Who reads the project may print them. */
import type { FastifyReply } from 'fastify'
import { STAGES } from '#domain/project/approval/words.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import { object, oneOf, uuid } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { problems } from '../contract/problem-schema.ts'
import { projectParams } from '../contract/route-shapes.ts'
import { dispositionOf } from '../documents/disposition.ts'
import { nameFromTitle } from '../documents/file-name.ts'
import type { Services } from '../services.ts'
import { caseFile } from './case-file.ts'
import { dossierOf } from './dossier.ts'
import { letterOf } from './letter.ts'
import { type Paper, print } from './printer.ts'

const letterParams = object({ id: uuid<ProjectId>(), stage: oneOf(STAGES) })
const config = { givesFile: true as const }
const about = (summary: string) => ({
  tags: ['documents'],
  summary,
  description:
    'Characters that the font lacks are printed by number and named in the header `Missing-Glyphs`.',
  response: {
    200: {
      description: 'The paper.',
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    },
    ...problems(),
  },
})

export function paperRoutes(app: App, services: Services): void {
  app.get(
    '/v1/projects/:id/approvals/:stage/letter.pdf',
    {
      config,
      exposeHeadRoute: false,
      schema: { ...about('批复文件 · the decision letter of a stage'), params: letterParams },
    },
    async (request, reply) => {
      const { id, stage } = request.params
      return answer(reply, letterOf(await caseFile(services, callerOf(request), id), stage))
    },
  )
  app.get(
    '/v1/projects/:id/dossier.pdf',
    {
      config,
      exposeHeadRoute: false,
      schema: { ...about('项目档案 · the dossier'), params: projectParams },
    },
    async (request, reply) =>
      answer(reply, dossierOf(await caseFile(services, callerOf(request), request.params.id))),
  )
}

async function answer(reply: FastifyReply, paper: Paper): Promise<FastifyReply> {
  const { pdf, missing } = await print(paper)
  if (missing.length > 0) reply.header('missing-glyphs', missing.slice(0, 50).join(', '))
  return reply
    .type('application/pdf')
    .header('content-disposition', dispositionOf(nameFromTitle(paper.title, 'pdf')))
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(pdf))
}
