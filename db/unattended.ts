/** Finds open tasks that nobody can do, with one statement over all tasks, and plans notices about them. */

import type { Kinds } from '#domain/engine/kinds.ts'
import type { Helpers } from '#domain/tasks/unattended.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from './connect.ts'
import { IS_RECIPIENT } from './record/notice-rows.ts'

/** Version of the loaded directory; undefined when none is loaded. */
export async function directoryVersion(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ version: string }>('select version from directory_version')
  return rows[0]?.version
}

const HAS_NOT_LEFT = 'coalesce(p.left_on >= $2::date, true)'

// `unattendedAs` of the domain for all open tasks at once. `plan_key` contains the holder and the version of the directory, so that a
// task is planned once for each.
const PLAN = `
  with doer as materialized (
    select distinct a.of, a.kind, o.org, r.role, p.id, p.org_path, p.is_leader
    from directory_person p cross join unnest(p.org_path) as o (org) cross join unnest(p.roles) as r (role)
    join jsonb_to_recordset($3::jsonb) as a (of text, kind text, role text) on a.role = r.role
    where ${HAS_NOT_LEFT}
  ), unattended as (
    select t.key, t.opened_seq, t.case_uuid, t.holder, case when t.kind = 'advise' then 'adviserLeft'
      when t.is_personal then 'signerLeft' else 'holderLeft' end as event
    from task t where t.state = 'open' and t.holder is not null
      and not exists (select from directory_person p where p.id = t.holder and ${HAS_NOT_LEFT})
    union all
    select t.key, t.opened_seq, t.case_uuid, null, case when t.seat is null then 'officeEmpty' else 'signersGone' end
    from task t join case_view p on p.id = t.case_uuid
    where t.state = 'open' and t.holder is null and t.org is not null and t.role is not null
      and not exists (select from doer d where d.of = p.kind and d.kind = t.kind and d.org = t.org and (t.seat is null or d.role = t.role)
        and (d.is_leader or not t.leader_only)
        and not t.barred && (array[t.org || '/' || t.role || ' person:' || d.id] ||
          (select array_agg(t.org || '/' || t.role || ' org:' || unit) from unnest(d.org_path) as unit)))
  ), planned as (
    select u.*, concat_ws('/', u.key, u.opened_seq, 'unattended', v.version, u.holder) as plan_key
    from unattended u cross join directory_version v
  )
  insert into planned_notice (plan_key, case_id, seq, fires_at, notice, planning_authority, state)
  select u.plan_key, p.case_id, p.seq, $1, jsonb_build_object('event', u.event, 'at', $5::text, 'task', u.key,
      'person', u.holder),
    (select values ->> 'planningAuthority' from policy_version where effective_from <= $2::date
      order by effective_from desc, version desc limit 1), 'waiting'
  from planned u join case_view p on p.id = u.case_uuid
  where p.kind = any($6) and not exists (select from planned_notice n where n.plan_key = u.plan_key)
  order by u.plan_key limit $4
  on conflict (plan_key) do nothing`

/** Who does which act of which kind of case. */
const doersOf = ({ all }: Kinds) =>
  all.flatMap(({ name: of, actions }) =>
    Object.entries(actions).flatMap(([kind, { roles }]) => roles.map((role) => ({ of, kind, role }))),
  )

/** Plans the missing notices. Returns how many: fewer than the limit means that none is left. */
export async function planUnattended(
  pool: Pool,
  { kinds, now, limit }: { kinds: Kinds; now: Instant; limit: number },
): Promise<number> {
  const { rowCount } = await pool.query(PLAN, [
    now,
    dateOf(now),
    JSON.stringify(doersOf(kinds)),
    limit,
    now,
    kinds.names,
  ])
  return rowCount ?? 0
}

// The first position in each list for which the directory has a person.
const FIRST = `
  select n.asked, min(n.place)::int as place
  from jsonb_to_recordset($1::jsonb) as n(asked int, place int, people text[], roles text[], root text, leaders boolean,
    at timestamptz, barred text[])
  where exists (select from directory_person p where ${IS_RECIPIENT})
  group by n.asked`

/** The first helpers of each list among whom somebody has not left at that moment; undefined if there are none. */
export async function firstPresent(
  client: Client,
  lists: readonly { helpers: readonly Helpers[]; at: Instant }[],
): Promise<(Helpers | undefined)[]> {
  const asked = lists.flatMap(({ helpers, at }, index) =>
    helpers.map(({ people, roles, org, leadersOnly }, place) => ({
      ...{ asked: index, place, people, roles, root: org, leaders: leadersOnly, at },
    })),
  )
  if (asked.length === 0) return []
  const { rows } = await client.query<{ asked: number; place: number }>(FIRST, [JSON.stringify(asked)])
  return lists.map(({ helpers }, index) => {
    const found = rows.find((row) => row.asked === index)
    return found && helpers[found.place]
  })
}
