/** Names of organisations, for operators who read about a case in Temporal: the state of the case has only their codes. */
import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { Naming, OrgNames } from '#wire/record.ts'
import type { Statement } from '../bulk.ts'
import type { Client, Pool } from '../connect.ts'

const NAMES = `
  select coalesce(jsonb_object_agg(id, jsonb_build_object('zh', zh, 'en', en)), '{}') as names
  from directory_org where id = any($1::text[])`

/** The organisations that operators see: the owner, the authority, and the one whose turn it is. */
function shownIn(kind: Kind, state: ReviewedState): OrgId[] {
  if (state.seq === 0) return []
  const turn = kind.turnOf(state)
  return [state.owner, state.authority, turn?.org ?? state.owner]
}

/** The organisations that the case shows now and did not show before. */
export function newlyShown(
  kind: Kind,
  { before, after }: { before: ReviewedState; after: ReviewedState },
): OrgId[] {
  const known = shownIn(kind, before)
  return shownIn(kind, after).filter((id) => !known.includes(id))
}

/** The statement that reads the names of these organisations; null when there are none. */
export const namesStatement = (ids: readonly OrgId[]): Statement | null =>
  ids.length === 0 ? null : { name: 'org-names', text: NAMES, values: [ids] }

/** The names in a result, as a field of the answer. */
export const namingIn = (rows: readonly unknown[] | undefined): Naming =>
  rows === undefined ? {} : { names: (rows[0] as { names: OrgNames }).names }

/** The names of all organisations that the case shows. */
export async function namesShown(
  client: Pick<Pool | Client, 'query'>,
  kind: Kind,
  state: ReviewedState,
): Promise<Naming> {
  const statement = namesStatement(shownIn(kind, state))
  return statement ? namingIn((await client.query(statement)).rows) : {}
}
