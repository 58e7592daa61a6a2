/** The OpenAPI 3.1 document and its page, both derived from the routes. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { Kind } from '#domain/engine/kind.ts'
import { actsTag } from './acts/routes.ts'
import type { Deps } from './deps.ts'
import { draftsTag } from './drafts/routes.ts'

const DESCRIPTION = [
  'National e-government IT projects under 《国家政务信息化项目建设管理办法》: every act of their whole life.',
  'Amounts are integers in fen (分). Dates are legal dates in Asia/Shanghai; moments are UTC with milliseconds.',
  'Errors are RFC 9457 problems; a refusal names every unmet condition with its source.',
  'Each act needs an Idempotency-Key: the same key gives the same outcome, for ever.',
].join('\n\n')

/** The groups of routes of a kind of case. */
const tagsOf = (kind: Kind) => [
  { name: kind.path, description: `${kind.zh} · read cases of this kind` },
  { name: actsTag(kind), description: `${kind.zh}办理 · one route per act of the procedure` },
  { name: draftsTag(kind), description: `${kind.zh}草稿 · before submission` },
]

const TAGS = [
  { name: 'inbox', description: '待办 · what waits for whom' },
  { name: 'acts', description: '办理结果 · the outcome of an act' },
  { name: 'bulk', description: '批量办理 · one act on many cases' },
  { name: 'documents', description: '文件 · files of cases and drafts, and papers' },
  { name: 'audit', description: '审计 · events and refusals, and the hash chain that proves them' },
  { name: 'reference', description: '基础数据 · calendars, policies, plans, register' },
  { name: 'substitutions', description: '代理 · who acts for whom' },
  { name: 'directory', description: '名录 · people and organisations' },
  { name: 'notifications', description: '通知 · preferences and receipts' },
  { name: 'operations', description: '运维 · dead letters, notifications, health' },
  { name: 'rehearsal', description: '演练 · the rehearsal clock; absent in production' },
  { name: 'development', description: '开发 · tokens for development; absent in production' },
]

export async function documentApi(app: FastifyInstance, { kinds, links }: Deps): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title: '统筹 Tongchou', version: '1', description: DESCRIPTION },
      ...(links?.api ? { servers: [{ url: links.api }] } : {}),
      ...(links?.temporalUi
        ? { externalDocs: { url: links.temporalUi, description: 'the Temporal UI of this installation' } }
        : {}),
      tags: [...kinds.all.flatMap(tagsOf), ...TAGS],
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt' } },
      },
      security: [{ token: [] }],
    },
    // Otherwise the schemas are called def-0, def-1, …
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `schema-${i}`) },
  })
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { docExpansion: 'none' } })
}
