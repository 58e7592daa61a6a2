/** Drafts: written together by a department, submitted by its lead. The project keeps the draft's id. */
import type { FastifyReply } from 'fastify'
import {
  type Draft,
  deleteDraft,
  findDraft,
  insertDraft,
  listDrafts,
  replaceDraft,
} from '#db/intake/drafts.ts'
import { uuidv7 } from '#db/intake/uuidv7.ts'
import { BODIES } from '#domain/project/actions.ts'
import { isUuid, type ProjectId } from '#domain/values/ids.ts'
import { object, type Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { DRAFT_ROLES } from '../access.ts'
import { answeredBefore } from '../acts/perform.ts'
import { answerAct, answerPerformed } from '../acts/routes.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf, mustBe } from '../auth/caller.ts'
import { actAnswers, createdAnswers, readAnswers, removedAnswers } from '../contract/answers.ts'
import { cursorOf, readCursor } from '../contract/cursor.ts'
import { problems } from '../contract/problem-schema.ts'
import {
  actHeaders,
  idParams,
  PAGE_DEFAULT,
  pageFields,
  partial,
  versionHeaders,
} from '../contract/route-shapes.ts'
import { etagOf, expectedVersion, idempotencyKey } from '../input/headers.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { draftConflict, draftSubmitted } from './conflict.ts'
import { ownerOf, refuseClassified } from './content.ts'

const content = partial(BODIES.submitStage)
const query = object({}, pageFields)

export function draftRoutes(app: App, services: Services): void {
  writeRoute(app, services)
  listRoute(app, services)
  readRoute(app, services)
  replaceRoute(app, services)
  deleteRoute(app, services)
  submitRoute(app, services)
}

function writeRoute(app: App, services: Services): void {
  app.post(
    '/v1/drafts',
    {
      schema: { ...about('新建草稿 · write a draft'), body: content, response: createdAnswers('The draft.') },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, ...DRAFT_ROLES)
      await refuseClassified(services, caller, request.body)
      const owner = ownerOf(caller, request.body)
      const { person } = caller.actor
      const draft = await insertDraft(services.pool, {
        id: uuidv7(),
        owner,
        writer: person,
        content: request.body as Draft['content'],
      })
      reply.code(201).header('location', `/v1/drafts/${draft.id}`)
      return answerDraft(reply, draft)
    },
  )
}

function listRoute(app: App, services: Services): void {
  app.get(
    '/v1/drafts',
    {
      schema: {
        ...about('草稿列表 · list drafts'),
        querystring: query,
        response: readAnswers('Newest first.'),
      },
    },
    async (request) => {
      const caller = callerOf(request)
      mustBe(caller, ...DRAFT_ROLES)
      const { limit = PAGE_DEFAULT, cursor } = request.query
      const after = (readCursor(cursor, isUuid)?.[0] ?? null) as string | null
      const drafts = await listDrafts(services.pool, {
        owners: caller.actor.orgPath,
        after,
        limit: limit + 1,
      })
      const items = drafts.slice(0, limit)
      const last = items.at(-1)
      return { items, next: drafts.length > limit && last ? cursorOf(last.id) : null }
    },
  )
}

function readRoute(app: App, services: Services): void {
  app.get(
    '/v1/drafts/:id',
    {
      schema: {
        ...about('查看草稿 · read a draft'),
        params: idParams,
        response: readAnswers('With its ETag.'),
      },
    },
    async (request, reply) =>
      answerDraft(reply, await draftFor(services, callerOf(request), request.params.id)),
  )
}

function replaceRoute(app: App, services: Services): void {
  app.put(
    '/v1/drafts/:id',
    {
      schema: {
        ...about('修改草稿 · replace a draft’s content'),
        params: idParams,
        headers: versionHeaders,
        body: content,
        response: readAnswers('The draft as it is now.', 409, 412, 428),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const draft = await draftFor(services, caller, request.params.id)
      const version = expectedVersion(request)
      await refuseClassified(services, caller, request.body)
      if (draft.submittedCase) throw draftSubmitted()
      const owner = ownerOf(caller, request.body)
      const { person: writer } = caller.actor
      const given = { id: draft.id, version, owner, writer, content: request.body as Draft['content'] }
      const replaced = await replaceDraft(services.pool, given)
      if (!replaced) throw await draftConflict(services, caller, draft.id)
      return answerDraft(reply, replaced)
    },
  )
}

function deleteRoute(app: App, services: Services): void {
  app.delete(
    '/v1/drafts/:id',
    {
      schema: {
        ...about('删除草稿 · remove a draft'),
        description:
          'For good, with all its content: also for what should never have been written down here.',
        params: idParams,
        headers: versionHeaders,
        response: removedAnswers(409, 412, 428),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const draft = await draftFor(services, caller, request.params.id)
      const version = expectedVersion(request)
      if (draft.submittedCase) throw draftSubmitted()
      if (!(await deleteDraft(services.pool, { id: draft.id, version })))
        throw await draftConflict(services, caller, draft.id)
      return reply.code(204).send()
    },
  )
}

function submitRoute(app: App, services: Services): void {
  app.post(
    '/v1/drafts/:id/submit',
    {
      schema: {
        ...about('报送草稿 · submit a draft'),
        description:
          'The form must be complete. Whoever wrote the draft counts as one who prepared the project.',
        params: idParams,
        headers: submitHeaders,
        response: { ...actAnswers(201), ...problems(409, 412, 428) },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const draft = await draftFor(services, caller, request.params.id)
      const version = expectedVersion(request)
      const projectId = draft.id as ProjectId
      const act = { projectId, idempotencyKey: idempotencyKey(request) }
      if (version === draft.version) {
        const submission = {
          ...act,
          ...SUBMISSION,
          newProjectId: () => projectId,
          body: formOf(draft),
          draft,
        }
        return answerAct(services, caller, reply, { act: submission, status: 201 })
      }
      // It was refused, and then the draft was changed: the same key has the same answer for ever.
      const performed = await answeredBefore(services, caller, act)
      if (!performed) throw new Problem('version-conflict')
      return answerPerformed(services, caller, reply, { performed, status: 201 })
    },
  )
}

const SUBMISSION = { verb: 'submitStage', round: null, opens: true } as const

const submitHeaders: typeof actHeaders = {
  type: 'object',
  properties: {
    'idempotency-key': actHeaders.properties?.['idempotency-key'] as Shape<string>,
    ...versionHeaders.properties,
  },
  required: ['idempotency-key', 'if-match'],
}

/** The whole form, with who wrote it. A project that was refused once may be corrected and submitted again. */
function formOf({ content: given, writers }: Draft): unknown {
  const named = Array.isArray(given.drafters) ? given.drafters : []
  const body = { ...given, drafters: [...new Set([...named, ...writers])] }
  const errors = checkShape(BODIES.submitStage, body)
  if (errors.length > 0) throw invalid(errors)
  return body
}

async function draftFor(services: Services, caller: Caller, id: string): Promise<Draft> {
  mustBe(caller, ...DRAFT_ROLES)
  const draft = await findDraft(services.pool, id, caller.actor.orgPath)
  if (!draft) throw notFound()
  return draft
}

function answerDraft(reply: FastifyReply, draft: Draft): Draft {
  reply.header('etag', etagOf(draft.version))
  return draft
}

const about = (summary: string) => ({ tags: ['drafts'], summary })
