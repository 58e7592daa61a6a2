/** A case as auditors read it: who did or tried what and when, and whether the hash chain is complete and unchanged. */

import type { AuditContent, AuditEntry, Operation } from '#db/chain.ts'
import { listTimeline, verifyChain } from '#db/queries/case.ts'
import { explainUnmet } from '#domain/case/refusal.ts'
import { wordsOfEvent } from '#domain/engine/event-words.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { type CaseId, caseIdOf } from '#domain/values/ids.ts'
import { integer, object } from '#domain/values/shape.ts'
import { AUDIT_ROLES } from '../access.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf, mustBe } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isNumber, readCursor } from '../contract/cursor.ts'
import { idParams, PAGE_DEFAULT, pageFields } from '../contract/route-shapes.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { actorView } from './actor-view.ts'
import { viewerOf } from './viewer.ts'

export function auditRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) {
    trailRoute(app, services, kind)
    chainRoute(app, services, kind)
  }
}

const about = (summary: string, description: string) => ({ tags: ['audit'], summary, description })

/** Throws a Problem unless the caller is an auditor who may see the case. */
async function auditedCase({ views }: Services, caller: Caller, caseId: CaseId): Promise<CaseId> {
  mustBe(caller, ...AUDIT_ROLES)
  if (!(await views.sees(caseId, viewerOf(caller)))) throw notFound()
  return caseId
}

function trailRoute(app: App, services: Services, kind: Kind): void {
  const schema = {
    ...about(
      `${kind.zh}审计记录 · a ${kind.en}’s audit trail`,
      'Every event and every refused attempt, in the order of recording. `hash` is the SHA-256 over `prevHash` and ' +
        'the canonical JSON (RFC 8785) of `content`.',
    ),
    params: idParams,
    querystring: object({}, { ...pageFields, after: integer(0, 2_147_483_647, 'entries after this number') }),
    response: readAnswers('Oldest first.'),
  }
  app.get(`/v1/${kind.path}/:id/audit`, { schema }, async (request) => {
    const caller = callerOf(request)
    const caseId = await auditedCase(services, caller, caseIdOf(kind.name, request.params.id))
    const { limit = PAGE_DEFAULT, cursor, after = 0 } = request.query
    const from = (readCursor(cursor, isNumber)?.[0] as number | undefined) ?? after
    const entries = await listTimeline(services.pool, caseId, { after: from, limit: limit + 1 })
    const items = entries.slice(0, limit).map((entry) => entryView(kind, entry, caller))
    const last = items.at(-1)
    return { items, next: entries.length > limit && last ? cursorOf(last.n) : null }
  })
}

function entryView(of: Kind, { n, kind, content, prevHash, hash }: AuditEntry, { directory }: Caller) {
  const { action, actor, at, recordedReal, commandId } = content
  const { zh, en } = of.actions[action] ?? {}
  const words = zh === undefined ? {} : { zh, en }
  return {
    ...{ n, kind, at, recordedReal, commandId },
    by: actorView(actor, directory),
    action: { code: action, ...words },
    // Texts stay digests here, because the digests were hashed.
    ...contentInWords(of, content),
    ...{ content, prevHash, hash },
  }
}

function contentInWords(of: Kind, content: AuditContent) {
  switch (content.kind) {
    case 'event':
      return {
        event: { seq: content.seq, type: content.event.type, ...wordsOfEvent(of, content.event) },
      }
    case 'operation':
      return { operation: { ...content.operation, ...OPERATION_WORDS[content.operation.type] } }
    default:
      return { unmet: content.refusal.unmet.map((one) => explainUnmet(one, of.refusals)) }
  }
}

const OPERATION_WORDS: Readonly<Record<Operation['type'], { zh: string; en: string }>> = {
  held: { zh: '运维暂停办理', en: 'held by the operators' },
  released: { zh: '运维恢复办理', en: 'released by the operators' },
  hostedAfresh: { zh: '运维重新托管', en: 'rehosted at the request of the operators' },
}

function chainRoute(app: App, services: Services, kind: Kind): void {
  const schema = {
    ...about(
      `核验存证链 · check a ${kind.en}’s chain`,
      'Computes the chain again and compares it with its head, the events and the refusals; `n` is the first wrong entry.',
    ),
    params: idParams,
    response: readAnswers(
      'If it is correct, its head and length; otherwise the first wrong entry and its fault.',
    ),
  }
  app.get(`/v1/${kind.path}/:id/chain`, { schema }, async (request) => {
    const caseId = await auditedCase(services, callerOf(request), caseIdOf(kind.name, request.params.id))
    return verifyChain(services.pool, caseId)
  })
}
