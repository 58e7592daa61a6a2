/** Every way on which somebody may learn of a project, with how far it leads. */
import { expect } from 'vitest'
import type { ApiWorld, Call, Json } from './api-world.ts'

/** What a project says; only how it stands; or not that it is there. */
export type Sight = 'all' | 'standing' | 'nothing'

export interface Reader {
  world: ApiWorld
  call: Call
}

export interface Sought {
  id: string
  title: string
}

/** Routes of a project that tell what it says. */
export const routesOf = (id: string): Record<string, string> => ({
  timeline: `/v1/projects/${id}/timeline`,
  receipts: `/v1/projects/${id}/notifications`,
  documents: `/v1/projects/${id}/documents`,
  dossier: `/v1/projects/${id}/dossier.pdf`,
})

/** How a project is seen in the lists. */
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

/** Whether anything that is not the project itself says what it is about. */
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

/** Every way to one project, with how far it leads. */
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

/** Where the standing is all that is told, what a project says is not there. */
export const expectedOf = (sight: Sight, names: string[]): Record<string, Sight> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      sight === 'standing' && Object.hasOwn(routesOf(''), name) ? 'nothing' : sight,
    ]),
  )
