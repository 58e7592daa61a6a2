/** Where the API keeps the cases of a kind, and one of them. */
import type { Kind } from '#domain/engine/kind.ts'
import { type CaseId, ownIdOf } from '#domain/values/ids.ts'

export const addressOfAll = ({ path }: Pick<Kind, 'path'>): string => `/v1/${path}`

export const addressOf = (kind: Pick<Kind, 'path'>, caseId: CaseId): string =>
  `${addressOfAll(kind)}/${ownIdOf(caseId)}`
