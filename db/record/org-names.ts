/** Names of organisations, for operators who read about a case in Temporal: the state of the case has only their codes. */
import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { Naming, OrgNames } from '#wire/record.ts'
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

type Executor = Pick<Pool | Client, 'query'>

interface Named {
  names: OrgNames
}

/** Reads the names of these organisations; null when there are none. */
export const askNames = (client: Executor, ids: readonly OrgId[]): Promise<{ rows: Named[] }> | null =>
  ids.length === 0 ? null : client.query<Named>({ name: 'org-names', text: NAMES, values: [ids] })

/** The names in a result, as a field of the answer. */
export const namingIn = (answer: { rows: readonly Named[] } | null): Naming => {
  const [named] = answer?.rows ?? []
  return named ? { names: named.names } : {}
}

/** The names of all organisations that the case shows. */
export async function namesShown(client: Executor, kind: Kind, state: ReviewedState): Promise<Naming> {
  return namingIn(await askNames(client, shownIn(kind, state)))
}
