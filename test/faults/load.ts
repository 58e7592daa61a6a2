/** Departments and their authority act on several cases at the same time, and repeat every request until it is answered. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

export const FORM = {
  stage: 'proposal',
  title: '故障演练项目',
  owner: 'mca',
  track: 'ordinary',
  preparedBy: 'mca',
  investmentFen: 5_000_000_000,
  files: [
    { kind: 'stageDocument', digest: sha('document') },
    { kind: 'sharingChapter', digest: sha('chapter') },
  ],
  catalog: [],
  containsClassifiedContent: false,
}

export interface Person {
  person: string
  role: string
  token: string
}

interface ActingCase {
  id: string
  /** Acknowledged pairs of a notice and its supplement. */
  supplements: number
}

export class ActingDepartments {
  readonly cases: ActingCase[] = []
  /** Unexpected answers. */
  readonly unexpected: string[] = []
  inFlight = 0
  private running = true
  private work: Promise<unknown> = Promise.resolve()
  private readonly url: string
  private readonly lead: Person
  private readonly approver: Person

  private constructor(url: string, lead: Person, approver: Person) {
    this.url = url
    this.lead = lead
    this.approver = approver
  }

  static async open(url: string, cases: number): Promise<ActingDepartments> {
    const lead = await signIn(url, 'zhou-kai', 'departmentLead')
    const approver = await signIn(url, 'chen-hao', 'approver')
    const acting = new ActingDepartments(url, lead, approver)
    for (let index = 0; index < cases; index += 1) {
      const opened = (await acting.act(acting.lead, '/v1/projects', `open-${index}`, FORM)) as {
        id: string
      }
      acting.cases.push({ id: opened.id, supplements: 0 })
    }
    return acting
  }

  start(): void {
    this.work = Promise.all(this.cases.map((one) => this.keepActing(one)))
  }

  /** Starts no new acts, and waits for the answers to the current ones. */
  async finish(): Promise<void> {
    this.running = false
    await this.work
  }

  private async keepActing(one: ActingCase): Promise<void> {
    for (let round = 0; this.running; round += 1) {
      const path = `/v1/projects/${one.id}`
      // Papers can be asked for repeatedly only if the authority itself is at fault.
      const items = [{ kind: 'other', what: `第 ${round} 次`, ownFault: true }]
      await this.act(this.approver, `${path}/request-supplement`, `${one.id}-ask-${round}`, { items })
      const amends = await this.formDigest(path)
      const files = [{ kind: 'other', digest: sha(`${one.id} ${round}`) }]
      await this.act(this.lead, `${path}/supplement`, `${one.id}-answer-${round}`, { amends, files })
      one.supplements += 1
    }
  }

  private async formDigest(path: string): Promise<string> {
    const view = (await this.until(() => call(`${this.url}${path}`, { who: this.lead }))) as {
      form: { digest: string }
    }
    return view.form.digest
  }

  /** Repeats the act with the same key until there is an answer. */
  private async act(who: Person, path: string, key: string, body: object): Promise<unknown> {
    this.inFlight += 1
    try {
      return await this.until(() => call(`${this.url}${path}`, { who, act: { key, body } }))
    } finally {
      this.inFlight -= 1
    }
  }

  private async until(attempt: () => Promise<Answer>): Promise<unknown> {
    const answer = await untilAnswered(attempt)
    if (answer.status >= 400) this.unexpected.push(`${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
}

export interface Answer {
  status: number
  body: unknown
}

export interface Wanted {
  who: Person
  /** Only for an act; without it the request is a read. */
  act?: { key: string; body: object }
}

/** Repeats the request while its outcome is unknown: no answer, 202, 429 and every 5xx. */
export async function untilAnswered(attempt: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await attempt().catch(() => null)
    const wait = !answer || answer.status === 202 || answer.status === 429 || answer.status >= 500
    if (!wait) return answer
    await sleep(100)
  }
}

export async function call(url: string, { who, act }: Wanted): Promise<Answer> {
  const response = await fetch(url, {
    method: act ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${who.token}`,
      ...(act ? { 'content-type': 'application/json', 'idempotency-key': act.key } : {}),
    },
    ...(act ? { body: JSON.stringify(act.body) } : {}),
    signal: AbortSignal.timeout(20_000),
  })
  return { status: response.status, body: await response.json() }
}

export async function signIn(url: string, person: string, role: string): Promise<Person> {
  const response = await fetch(`${url}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, role }),
  })
  const { accessToken } = (await response.json()) as { accessToken: string }
  return { person, role, token: accessToken }
}
