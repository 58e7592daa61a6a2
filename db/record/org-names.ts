/** What organisations are called, for operators who read of a case in Temporal: its state holds their codes only. */
import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { Naming, OrgNames } from '#wire/record.ts'
import type { Statement } from '../bulk.ts'
import type { Client, Pool } from '../connect.ts'

const NAMES = `
  select coalesce(jsonb_object_agg(id, jsonb_build_object('zh', zh, 'en', en)), '{}') as names
  from directory_org where id = any($1::text[])`

/** Whom operators are told of: the owner, the authority, and whose turn it is. */
function shownIn(kind: Kind, state: ReviewedState): OrgId[] {
  if (state.seq === 0) return []
  const turn = kind.turnOf(state)
  return [state.owner, state.authority, turn?.org ?? state.owner]
}

/** Whom a case shows that was not shown before. */
export function newlyShown(
  kind: Kind,
  { before, after }: { before: ReviewedState; after: ReviewedState },
): OrgId[] {
  const known = shownIn(kind, before)
  return shownIn(kind, after).filter((id) => !known.includes(id))
}

/** The names of these organisations; null where there are none to ask for. */
export const namesStatement = (ids: readonly OrgId[]): Statement | null =>
  ids.length === 0 ? null : { name: 'org-names', text: NAMES, values: [ids] }

/** The names that were answered, as a field of an answer. */
export const namingIn = (rows: readonly unknown[] | undefined): Naming =>
  rows === undefined ? {} : { names: (rows[0] as { names: OrgNames }).names }

/** Names of all whom a case shows. */
export async function namesShown(
  client: Pick<Pool | Client, 'query'>,
  kind: Kind,
  state: ReviewedState,
): Promise<Naming> {
  const statement = namesStatement(shownIn(kind, state))
  return statement ? namingIn((await client.query(statement)).rows) : {}
}
