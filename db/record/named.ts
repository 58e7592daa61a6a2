/** SQL for the people, organisations and documents that an act names. */
import { ACCOUNTS } from './actor.ts'

/** SQL for the people with the ids in that parameter, if they exist, in the order of their ids. */
const NAMED_PEOPLE = (parameter: string): string => `(
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'org', d.org, 'roles', d.roles,
    'isLeader', d.is_leader, 'leftOn', d.left_on, 'orgPath', d.org_path) || ${ACCOUNTS} order by d.id collate "C"), '[]')
  from directory_person d where d.id = any(${parameter}::text[])
)`

/** Limits the recursion, in case the data have a loop. */
const DEPTH_MAX = 50

/** SQL for the organisations with the ids in that parameter that exist on that day, each with all organisations above it. */
const NAMED_ORGANISATIONS = (parameter: string, on: string): string => `(
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'path', a.path, 'isNational', a.is_national, 'hasExpert', exists (
      select from directory_person e where e.org_path @> array[o.id] and 'expert' = any(e.roles)
        and coalesce(e.left_on >= ${on}::date, true))) order by o.id collate "C"), '[]')
  from directory_org o cross join lateral (
    with recursive above as (
      select o.id, o.parent, o.is_national, 1 as depth
      union all
      select d.id, d.parent, d.is_national, depth + 1
        from directory_org d join above a on d.id = a.parent where depth < ${DEPTH_MAX}
    ) select jsonb_agg(id order by depth) as path, bool_or(is_national) as is_national from above
  ) a where o.id = any(${parameter}::text[]) and coalesce(o.ended_on >= ${on}::date, true)
)`

/** SQL for the documents of that holder with the digests in that parameter, if they exist, in the order of their digests. */
const HELD_DOCUMENTS = (digests: string, holder: string): string => `(
  select coalesce(jsonb_agg(distinct v.digest order by v.digest), '[]')
  from document d join document_version v on v.document = d.id
  where d.holder = ${holder}::uuid and v.digest = any(${digests}::text[])
)`

/** Names of the parameters: what the act names, the holder of the documents, and the business date. */
export interface NamedParameters {
  people: string
  organisations: string
  documents: string
  holder: string
  on: string
}

/** SQL for all three, as JSON in the form of `Named`. */
export const NAMED = ({ people, organisations, documents, holder, on }: NamedParameters): string => `(
  jsonb_build_object('people', ${NAMED_PEOPLE(people)}, 'organisations', ${NAMED_ORGANISATIONS(organisations, on)})
  || case when cardinality(${documents}::text[]) = 0 then '{}'
     else jsonb_build_object('documents', ${HELD_DOCUMENTS(documents, holder)}) end
)`
