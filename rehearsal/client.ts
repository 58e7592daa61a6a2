/** The API as a rehearsal uses it: over HTTP, with tokens of the development issuer. */
import { randomUUID } from 'node:crypto'
import { PROBLEMS, type Slug } from '#api/problem.ts'
import type { CommandId } from '#domain/values/ids.ts'
import { asIs, type Titles } from './problem.ts'
import type { Doer } from './rehearsal.ts'

export interface UnmetCondition {
  code: string
  zh: string
  en: string
  source: { zh: string; en: string }
}

/** How an act ended. */
export interface Answer {
  /** The HTTP status; null for an act that did not come through the API. */
  status: number | null
  /** Every condition that was not met; empty when the act was done. */
  unmet: UnmetCondition[]
  /** Of what was acted on, as the API calls it. */
  id: string | null
  commandId: CommandId | null
  /** Why there is neither an outcome nor a refusal: a mistake of the caller's. */
  problem: Titles | null
}

/** A file as it goes over the wire. */
export interface SentFile {
  name: string
  content: Buffer
  mediaType: string
}

export class ApiClient {
  readonly url: string
  private readonly tokens = new Map<string, Promise<string>>()

  constructor(url: string) {
    this.url = url
  }

  async act(doer: Doer, path: string, body: unknown): Promise<Answer> {
    const { status, json } = await this.send('POST', path, { doer, body, key: randomUUID() })
    return this.answerOf(doer, status, json)
  }

  async read<T>(path: string, doer?: Doer): Promise<T> {
    const { status, json } = await this.send('GET', path, doer ? { doer } : {})
    if (status !== 200)
      throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(json).slice(0, 300)}`)
    return json as T
  }

  /** A file for a case, or a version of a document; refused as acts are. */
  async upload(doer: Doer, path: string, { name, content, mediaType }: SentFile): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.tokenOf(doer)}`,
        'content-type': mediaType,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
      body: new Uint8Array(content),
    })
    return this.answerOf(doer, response.status, (await response.json()) as Json)
  }

  /** What is given as a file: its type and its bytes. */
  async download(path: string, doer: Doer): Promise<Omit<SentFile, 'name'>> {
    const response = await fetch(`${this.url}${path}`, {
      headers: { authorization: `Bearer ${await this.tokenOf(doer)}` },
    })
    if (response.status !== 200) throw new Error(`GET ${path} answered ${response.status}`)
    const mediaType = response.headers.get('content-type') ?? ''
    return { mediaType, content: Buffer.from(await response.arrayBuffer()) }
  }

  post<T>(path: string, body: unknown, doer?: Doer): Promise<T> {
    return this.change('POST', path, { body, ...(doer ? { doer } : {}) })
  }

  put<T>(path: string, body: unknown, doer: Doer): Promise<T> {
    return this.change('PUT', path, { body, doer })
  }

  private async change<T>(method: string, path: string, content: { doer?: Doer; body: unknown }): Promise<T> {
    const { status, json } = await this.send(method, path, content)
    if (status >= 300)
      throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(json).slice(0, 300)}`)
    return json as T
  }

  private async outcomeOf(doer: Doer, commandId: CommandId): Promise<Answer | undefined> {
    const { status, json } = await this.send('GET', `/v1/commands/${commandId}`, { doer })
    if (status === 404 || json.status === 'pending') return undefined
    return this.answerOf(doer, status, json)
  }

  private async answerOf(doer: Doer, status: number, json: Json): Promise<Answer> {
    const commandId = (json.commandId ?? null) as CommandId | null
    if (status === 202 && commandId) return this.waited(doer, commandId)
    const outcome = json.outcome as { refusal?: { unmet: UnmetCondition[] } } | undefined
    const unmet = (json.unmet ?? outcome?.refusal?.unmet ?? []) as UnmetCondition[]
    const isProblem = status >= 400 && unmet.length === 0
    return {
      status,
      unmet,
      id: (json.id ?? null) as string | null,
      commandId,
      problem: isProblem ? problemTold(status, json) : null,
    }
  }

  private async waited(doer: Doer, commandId: CommandId): Promise<Answer> {
    const deadline = Date.now() + 60_000
    while (Date.now() < deadline) {
      const outcome = await this.outcomeOf(doer, commandId)
      if (outcome) return outcome
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new Error(`the outcome of command ${commandId} stays unknown`)
  }

  private async send(
    method: string,
    path: string,
    { doer, body, key }: { doer?: Doer; body?: unknown; key?: string },
  ): Promise<{ status: number; json: Json }> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(doer ? { authorization: `Bearer ${await this.tokenOf(doer)}` } : {}),
        ...(doer?.actingFor ? { 'acting-for': `${doer.actingFor.person}/${doer.actingFor.role}` } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: text === '' ? {} : (JSON.parse(text) as Json) }
  }

  private tokenOf({ person, role, org }: Doer): Promise<string> {
    const key = `${person} ${role} ${org}`
    const known = this.tokens.get(key)
    if (known) return known
    const token = this.post<Json>('/dev/token', { person, role, org }).then((json) =>
      String(json.accessToken ?? json.access_token ?? json.token),
    )
    this.tokens.set(key, token)
    return token
  }
}

type Json = Record<string, unknown>

/** What the API finds wrong with a message, by its code and field by field, in both languages. */
function problemTold(status: number, { type, errors = [], detail = '' }: Json): Titles {
  const slug = String(type).replace('urn:tongchou:problem:', '')
  const { zh, en } = Object.hasOwn(PROBLEMS, slug) ? PROBLEMS[slug as Slug] : asIs(String(detail))
  const fields = errors as { pointer: string; detail_zh: string; detail_en: string }[]
  return {
    zh: [`${status} ${zh}`, ...fields.map((one) => `${one.pointer} ${one.detail_zh}`)].join('；'),
    en: [`${status} ${en}`, ...fields.map((one) => `${one.pointer} ${one.detail_en}`)].join('; '),
  }
}
