/** Inboxes, what a case waits for, and searches, as the API shows them to one person. */

import type { Box } from '#domain/tasks/boxes.ts'
import { dateOf, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import type { ApiClient } from './client.ts'
import type { ObservedBox, ObservedQuery, ObservedTask } from './observation.ts'
import type { Doer } from './rehearsal.ts'

interface TaskView {
  task: string
  role: { code: string } | null
  org: { code: string } | null
  holder: { person: string } | null
  why: { code: string }
  since: Instant
  dueOn: PlainDate | null
}

/** As many as a page holds: no rehearsal has more. */
const LIMIT = 200

/** The list and its count, which must agree whatever is expected. */
export async function fetchBox(api: ApiClient, doer: Doer, box: Box): Promise<ObservedBox> {
  const counts = await api.read<Record<Box, { count: number }>>('/v1/inbox/counts', doer)
  const { items } = await api.read<{ items: TaskView[] }>(`/v1/inbox?box=${box}&limit=${LIMIT}`, doer)
  const { count } = counts[box]
  if (count !== items.length)
    throw new Error(`${box} of ${doer.person}: ${items.length} listed, ${count} counted`)
  return { count, tasks: items.map(observedTask) }
}

export async function fetchWaiting(api: ApiClient, address: string, doer: Doer): Promise<ObservedTask[]> {
  const { items } = await api.read<{ items: TaskView[] }>(`${address}/waiting`, doer)
  return items.map(observedTask)
}

/** What is found among all the cases that have this address, each by the id that the API calls it by. */
export async function fetchSearch(
  api: ApiClient,
  addressOfAll: string,
  { doer, query }: { doer: Doer; query: ObservedQuery },
): Promise<string[]> {
  const parameters = new URLSearchParams({ ...query, limit: String(LIMIT) })
  const { items } = await api.read<{ items: { id: string }[] }>(`${addressOfAll}/search?${parameters}`, doer)
  return items.map(({ id }) => id)
}

const observedTask = ({ task, role, org, holder, why, since, dueOn }: TaskView): ObservedTask => ({
  task: task.split('/').slice(2).join('/'),
  office: role && org && `${role.code}@${org.code}`,
  holder: holder?.person ?? null,
  why: why.code,
  since: dateOf(since),
  dueOn,
})
