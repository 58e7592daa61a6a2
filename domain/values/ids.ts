/** The id of a case of any kind, also the id of its workflow: kind, slash, business id. Only this file builds and splits it. */
export type CaseId = string & { readonly __brand: 'CaseId' }

/** Identifier of a person in the directory, a slug. */
export type PersonId = string & { readonly __brand: 'PersonId' }

/** The id of an act: a hash of actor and idempotency key, so that the same key of two actors gives two acts. */
export type CommandId = string & { readonly __brand: 'CommandId' }

const UUID_SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether `s` is a UUID of any version in canonical lower case, so that equal ids are equal strings. */
export function isUuid(s: unknown): s is string {
  return typeof s === 'string' && UUID_SHAPE.test(s)
}

/** The case of a kind with this id: `project/<uuid>`. */
export const caseIdOf = (kind: string, id: string): CaseId => `${kind}/${id}` as CaseId

const CASE_ID = /^(?<kind>[a-z][a-z-]{0,39})\/(?<id>[A-Za-z0-9._/-]{1,150})$/

/** The kind of a case and its id within it; null when it is no case's id. */
export function partsOf(caseId: string): { kind: string; id: string } | null {
  const { kind, id } = CASE_ID.exec(caseId)?.groups ?? {}
  return kind === undefined || id === undefined ? null : { kind, id }
}

/** The id of a case within its kind, as its state has it. */
export function ownIdOf(caseId: CaseId): string {
  const parts = partsOf(caseId)
  if (!parts) throw new Error(`no id of a case: ${caseId}`)
  return parts.id
}
