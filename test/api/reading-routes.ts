/** Every route through which a person may see a project, and how much of it each shows. */
import { expect } from 'vitest'
import type { ApiWorld, Call, Json } from './api-world.ts'

/** The content of a project, only its status, or nothing. */
export type Sight = 'all' | 'standing' | 'nothing'

export interface Reader {
  world: ApiWorld
  call: Call
}

export interface Sought {
  id: string
  title: string
}

/** Routes that show the content of a project. */
export const routesOf = (id: string): Record<string, string> => ({
  timeline: `/v1/projects/${id}/timeline`,
  receipts: `/v1/projects/${id}/notifications`,
  documents: `/v1/projects/${id}/documents`,
  dossier: `/v1/projects/${id}/dossier.pdf`,
})

/** What the lists show of a project. */
async function listedAs({ world, call }: Reader, { id, title }: Sought): Promise<Record<string, Sight>> {
  const sightIn = ({ items }: Json): Sight => {
    const row = items.find((one: Json) => one.id === id)
    return row === undefined ? 'nothing' : 'title' in row ? 'all' : 'standing'
  }
  const list = await world.call('GET', '/v1/projects', call)
  const q = encodeURIComponent(title.slice(0, 4))
  const found = [
    await world.call('GET', `/v1/projects/search?q=${q}`, call),
    await world.call('GET', '/v1/projects/search', call),
  ]
  const owner = list.json.items.find((one: Json) => one.id === id)?.owner.code ?? 'mca'
  found.push(await world.call('GET', `/v1/projects/search?q=${q}&owner=${owner}`, call))
  return {
    list: sightIn(list.json),
    ...Object.fromEntries(
      found.map(({ status, json }, n) => [`search ${n}`, status === 404 ? 'standing' : sightIn(json)]),
    ),
  }
}

/** Whether the inbox shows the title of the project. */
export async function toldInBoxes({ world, call }: Reader, { title }: Sought): Promise<boolean> {
  const boxes = ['mine', 'group', 'waiting', 'done', 'copied', 'overdue']
  const told = await Promise.all(
    boxes.map(async (box) => {
      const all = await world.call('GET', `/v1/inbox?box=${box}`, call)
      const q = encodeURIComponent(title.slice(0, 4))
      const asked = await world.call('GET', `/v1/inbox?box=${box}&q=${q}`, call)
      return JSON.stringify([all.json, asked.json]).includes(title) || (asked.json.items?.length ?? 0) > 0
    }),
  )
  return told.includes(true)
}

/** What each route shows of a project. */
export async function sightsOf(reader: Reader, sought: Sought): Promise<Record<string, Sight>> {
  const [{ world, call }, { id }] = [reader, sought]
  const view = await world.call('GET', `/v1/projects/${id}`, call)
  const waiting = await world.call('GET', `/v1/projects/${id}/waiting`, call)
  const parts: [string, Sight][] = []
  for (const [name, url] of Object.entries(routesOf(id))) {
    const { status } = await world.call('GET', url, call)
    expect([200, 404], `${name}: ${status}`).toContain(status)
    parts.push([name, status === 200 ? 'all' : 'nothing'])
  }
  const seen = (status: number, isWhole: boolean): Sight =>
    status === 404 ? 'nothing' : isWhole ? 'all' : 'standing'
  return {
    view: seen(view.status, 'title' in view.json),
    waiting: seen(
      waiting.status,
      waiting.json.items?.every((one: Json) => 'title' in one),
    ),
    ...(await listedAs(reader, sought)),
    ...Object.fromEntries(parts),
  }
}

/** The expected sights: a reader who sees only the status gets 404 on routes with content. */
export const expectedOf = (sight: Sight, names: string[]): Record<string, Sight> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      sight === 'standing' && Object.hasOwn(routesOf(''), name) ? 'nothing' : sight,
    ]),
  )
