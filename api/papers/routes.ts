/** Papers about a case, as PDF. People who may read the case may print them. */
import type { FastifyReply } from 'fastify'
import type { Kind } from '#domain/engine/kind.ts'
import { object, uuid } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { problems } from '../contract/problem-schema.ts'
import { dispositionOf } from '../documents/disposition.ts'
import { nameFromTitle } from '../documents/file-name.ts'
import type { Services } from '../services.ts'
import { caseFile } from './case-file.ts'
import { dossierOf } from './dossier.ts'
import type { OwnPaper } from './kind-papers.ts'
import { type Paper, print } from './printer.ts'

const config = { givesFile: true as const }
const about = (summary: string) => ({
  tags: ['documents'],
  summary,
  description:
    'Characters that the font lacks are printed as code points and listed in the header `Missing-Glyphs`.',
  response: {
    200: {
      description: 'The paper.',
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    },
    ...problems(),
  },
})

export function paperRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) {
    const own = services.papers.find((papers) => papers.kind === kind.name)
    const dossier: OwnPaper = {
      path: 'dossier.pdf',
      params: {},
      summary: `${kind.zh}档案 · the dossier of a ${kind.en}`,
      make: (file) => dossierOf(file, own),
    }
    for (const paper of [dossier, ...(own?.own ?? [])]) paperRoute(app, services, { kind, paper })
  }
}

function paperRoute(app: App, services: Services, { kind, paper }: { kind: Kind; paper: OwnPaper }): void {
  const params = object({ id: uuid(), ...paper.params })
  app.get(
    `/v1/${kind.path}/:id/${paper.path}`,
    { config, exposeHeadRoute: false, schema: { ...about(paper.summary), params } },
    async (request, reply) => {
      const { id, ...rest } = request.params
      const file = await caseFile(services, callerOf(request), { kind, id })
      return answer(reply, paper.make(file, rest))
    },
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
