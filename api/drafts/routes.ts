/** Drafts of each kind of case: a department edits them together, and its lead submits them. The case has the same UUID. */
import type { FastifyReply } from 'fastify'
import { type Draft, deleteDraft, insertDraft, listDrafts, replaceDraft } from '#db/intake/drafts.ts'
import { uuidv7 } from '#db/intake/uuidv7.ts'
import { bodyShapeOf } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { caseIdOf, isUuid } from '#domain/values/ids.ts'
import { object, type Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { DRAFT_ROLES } from '../access.ts'
import { answeredBefore } from '../acts/perform.ts'
import { answerAct, answerPerformed } from '../acts/routes.ts'
import type { App } from '../app-type.ts'
import { callerOf, mustBe } from '../auth/caller.ts'
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
import { invalid, Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { draftConflict, draftSubmitted } from './conflict.ts'
import { ownerOf, refuseClassified } from './content.ts'
import { draftFor } from './draft-for.ts'

/** The shape of a draft: any part of the act that opens the case. */
const contentOf = (kind: Kind) => partial(bodyShapeOf(kind, kind.opensBy)) as Shape<Draft['content']>
const query = object({}, pageFields)

export function draftRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) {
    writeRoute(app, services, kind)
    listRoute(app, services, kind)
    readRoute(app, services, kind)
    replaceRoute(app, services, kind)
    deleteRoute(app, services, kind)
    submitRoute(app, services, kind)
  }
}

function writeRoute(app: App, services: Services, kind: Kind): void {
  app.post(
    at(kind),
    {
      schema: {
        ...about(kind, '新建草稿 · write a draft'),
        body: contentOf(kind),
        response: createdAnswers('The draft.'),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, ...DRAFT_ROLES)
      await refuseClassified(services, caller, request.body)
      const owner = ownerOf(caller, kind, request.body)
      const { person } = caller.actor
      const draft = await insertDraft(services.pool, {
        id: uuidv7(),
        kind: kind.name,
        owner,
        writer: person,
        content: request.body as Draft['content'],
      })
      reply.code(201).header('location', `${at(kind)}/${draft.id}`)
      return answerDraft(reply, draft)
    },
  )
}

function listRoute(app: App, services: Services, kind: Kind): void {
  app.get(
    at(kind),
    {
      schema: {
        ...about(kind, '草稿列表 · list drafts'),
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
        kind: kind.name,
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

function readRoute(app: App, services: Services, kind: Kind): void {
  app.get(
    `${at(kind)}/:id`,
    {
      schema: {
        ...about(kind, '查看草稿 · read a draft'),
        params: idParams,
        response: readAnswers('With its ETag.'),
      },
    },
    async (request, reply) =>
      answerDraft(reply, await draftFor(services, callerOf(request), { kind, id: request.params.id })),
  )
}

function replaceRoute(app: App, services: Services, kind: Kind): void {
  app.put(
    `${at(kind)}/:id`,
    {
      schema: {
        ...about(kind, '修改草稿 · replace a draft’s content'),
        params: idParams,
        headers: versionHeaders,
        body: contentOf(kind),
        response: readAnswers('The draft as it is now.', 409, 412, 428),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const draft = await draftFor(services, caller, { kind, id: request.params.id })
      const version = expectedVersion(request)
      await refuseClassified(services, caller, request.body)
      if (draft.submittedCase) throw draftSubmitted()
      const owner = ownerOf(caller, kind, request.body)
      const { person: writer } = caller.actor
      const given = { id: draft.id, version, owner, writer, content: request.body as Draft['content'] }
      const replaced = await replaceDraft(services.pool, given)
      if (!replaced) throw await draftConflict(services, caller, draft.id)
      return answerDraft(reply, replaced)
    },
  )
}

function deleteRoute(app: App, services: Services, kind: Kind): void {
  app.delete(
    `${at(kind)}/:id`,
    {
      schema: {
        ...about(kind, '删除草稿 · remove a draft'),
        description:
          'Permanently, with all its content, also to remove content that should not have been entered here.',
        params: idParams,
        headers: versionHeaders,
        response: removedAnswers(409, 412, 428),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const draft = await draftFor(services, caller, { kind, id: request.params.id })
      const version = expectedVersion(request)
      if (draft.submittedCase) throw draftSubmitted()
      if (!(await deleteDraft(services.pool, { id: draft.id, version })))
        throw await draftConflict(services, caller, draft.id)
      return reply.code(204).send()
    },
  )
}

function submitRoute(app: App, services: Services, kind: Kind): void {
  app.post(
    `${at(kind)}/:id/submit`,
    {
      schema: {
        ...about(kind, '报送草稿 · submit a draft'),
        description:
          'The form must be complete. Everybody who edited the draft counts as a preparer of the case.',
        params: idParams,
        headers: submitHeaders,
        response: { ...actAnswers(201), ...problems(409, 412, 428) },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const draft = await draftFor(services, caller, { kind, id: request.params.id })
      const version = expectedVersion(request)
      const caseId = caseIdOf(kind.name, draft.id)
      const act = { caseId, idempotencyKey: idempotencyKey(request) }
      if (version === draft.version) {
        const submission = {
          ...act,
          ...{ kind, verb: kind.opensBy, round: null, opens: true },
          body: formOf(kind, draft),
          draft,
        }
        return answerAct(services, caller, reply, { act: submission, status: 201 })
      }
      // The act was refused before, and the draft was changed since: the same key still gets the same answer.
      const performed = await answeredBefore(services, caller, act)
      if (!performed) throw new Problem('version-conflict')
      return answerPerformed(services, caller, reply, { performed, status: 201 })
    },
  )
}

const submitHeaders: typeof actHeaders = {
  type: 'object',
  properties: {
    'idempotency-key': actHeaders.properties?.['idempotency-key'] as Shape<string>,
    ...versionHeaders.properties,
  },
  required: ['idempotency-key', 'if-match'],
}

/** The whole form, with its writers. After a refusal the draft may be corrected and submitted again. */
function formOf(kind: Kind, { content, writers }: Draft): unknown {
  const body = kind.formOf(content, writers)
  const errors = checkShape(bodyShapeOf(kind, kind.opensBy), body)
  if (errors.length > 0) throw invalid(errors)
  return body
}

function answerDraft(reply: FastifyReply, draft: Draft): Draft {
  reply.header('etag', etagOf(draft.version))
  return draft
}

const about = ({ path }: Kind, summary: string) => ({ tags: [draftsTag({ path })], summary })

/** The OpenAPI tag of the drafts of a kind. */
export const draftsTag = ({ path }: Pick<Kind, 'path'>): string => `${path}: drafts`

/** The path of the drafts of a kind. */
const at = ({ path }: Kind): string => `/v1/${path}/drafts`
