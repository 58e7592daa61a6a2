/** Our API in a benchmark: projects that wait for their admission are decided over HTTP. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Contender } from './contender.ts'

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const FORM = {
  stage: 'proposal',
  title: '基准测试项目',
  owner: 'mca',
  track: 'ordinary',
  investmentFen: 5_000_000_000,
  preparedBy: 'mca',
  files: [
    { kind: 'stageDocument', digest: digestOf('document') },
    { kind: 'sharingChapter', digest: digestOf('chapter') },
  ],
  catalog: [],
  containsClassifiedContent: false,
}

export async function ourApi(url: string): Promise<Contender> {
  const approver = await tokenOf(url, 'chen-hao', 'approver')
  const ids: string[] = []
  return {
    prepare: async (first, count) => {
      ids.push(...(await openProjects(url, `api-${first}`, count)))
    },
    decide: async (index) => {
      await post(`${url}/v1/projects/${ids[index]}/admit`, approver, `admit-${index}`, {})
    },
    stop: async () => agent.destroy(),
  }
}

/** Opens `count` projects and returns their ids; `series` makes their idempotency keys unique. */
export async function openProjects(url: string, series: string, count: number): Promise<string[]> {
  const lead = await tokenOf(url, 'zhou-kai', 'departmentLead')
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { id } = await post(`${url}/v1/projects`, lead, `${series}-${index}`, FORM)
    ids.push(id)
  }
  return ids
}

export async function tokenOf(url: string, person: string, role: string): Promise<string> {
  const response = await fetch(`${url}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, role }),
  })
  const { accessToken } = (await response.json()) as { accessToken: string }
  return accessToken
}

// Not `fetch`, which would add time of its own.
const agent = new Agent({ keepAlive: true })

/** The answer to a GET request as text, because parsing is not measured. */
export async function get(url: string, bearer: string): Promise<string> {
  const sent = request(url, { agent, headers: { authorization: `Bearer ${bearer}` } }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const answer = await text(response)
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${answer}`)
  return answer
}

async function post(url: string, bearer: string, key: string, body: object): Promise<{ id: string }> {
  const headers = {
    authorization: `Bearer ${bearer}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  const sent = request(url, { method: 'POST', agent, headers }).end(JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const answer = await text(response)
  // 202 is no sample: the decision is not made yet.
  if (response.statusCode !== 200 && response.statusCode !== 201)
    throw new Error(`${url}: ${response.statusCode} ${answer}`)
  return JSON.parse(answer)
}
