/** A project, a canonical UUID (version 7). Its official project code is a separate field. */
export type ProjectId = string & { readonly __brand: 'ProjectId' }

/** A case of any kind, which is also its workflow's id: kind, slash, business id. */
export type CaseId = string & { readonly __brand: 'CaseId' }

/** Identifier of a person in the directory, a slug. */
export type PersonId = string & { readonly __brand: 'PersonId' }

/** An act: the hash of actor and idempotency key, so that one actor's key never answers another's. */
export type CommandId = string & { readonly __brand: 'CommandId' }

const UUID_SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether `s` is a UUID of any version in canonical lower case, so that equal ids are equal strings. */
export function isUuid(s: unknown): s is string {
  return typeof s === 'string' && UUID_SHAPE.test(s)
}

/** The case of a kind with this id: `project/<uuid>`. */
export const caseIdOf = (kind: string, id: string): CaseId => `${kind}/${id}` as CaseId

const PROJECT = 'project/'

/** The case of a project: `project/<uuid>`. */
export function projectCaseId(id: ProjectId): CaseId {
  return `${PROJECT}${id}` as CaseId
}

/** The project whose case has this id; null when it is no project's case. */
export function projectOf(caseId: string): ProjectId | null {
  const id = caseId.slice(PROJECT.length)
  return caseId.startsWith(PROJECT) && isUuid(id) ? (id as ProjectId) : null
}
