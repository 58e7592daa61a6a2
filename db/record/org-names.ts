/** What organisations are called, for operators who read of a case in the engine: its state holds their codes only. */
import { ofKind } from '#domain/kinds.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { OrgNames } from '#wire/record.ts'
import type { Client, Pool } from '../connect.ts'

const NAMES = `
  select coalesce(jsonb_object_agg(id, jsonb_build_object('zh', zh, 'en', en)), '{}') as names
  from directory_org where id = any($1::text[])`

/** Whom operators are told of: the owner, the authority, and whose turn it is. */
function shownIn(caseId: CaseId, state: ReviewedState): OrgId[] {
  if (state.seq === 0) return []
  const turn = ofKind(caseId, state).kind.turnOf(state)
  return [state.owner, state.authority, turn?.org ?? state.owner]
}

/** Their names, as a field of an answer; left out where nobody is shown who was not shown before. */
export async function namesShown(
  client: Pick<Pool | Client, 'query'>,
  { caseId, state, before }: { caseId: CaseId; state: ReviewedState; before?: ReviewedState },
): Promise<{ names?: OrgNames }> {
  const known = before ? shownIn(caseId, before) : []
  const ids = shownIn(caseId, state).filter((id) => !known.includes(id))
  if (ids.length === 0) return {}
  const { rows } = await client.query<{ names: OrgNames }>({ name: 'org-names', text: NAMES, values: [ids] })
  return { names: rows[0]?.names ?? {} }
}
