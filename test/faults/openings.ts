/** Opens cases over HTTP, repeating each request until it is answered. The ids are known before the answers. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from './inspection.ts'
import { call, FORM, type Person, signIn, untilAnswered } from './load.ts'

const POLL_INTERVAL_MS = 20
const LOOKS_MAX = 3_000

export class Openings {
  /** Unexpected answers. */
  readonly unexpected: string[] = []
  private readonly answers: Promise<void>[] = []
  private readonly url: string
  private readonly databaseUrl: string
  private readonly lead: Person
  private count = 0

  private constructor(url: string, databaseUrl: string, lead: Person) {
    this.url = url
    this.databaseUrl = databaseUrl
    this.lead = lead
  }

  static async open(url: string, databaseUrl: string): Promise<Openings> {
    return new Openings(url, databaseUrl, await signIn(url, 'zhou-kai', 'departmentLead'))
  }

  /** Begins to open another case; resolves with its id as soon as the API has stored the request. */
  async begin(): Promise<string> {
    const key = `opening-${this.count}`
    this.count += 1
    this.answers.push(this.untilAnswered(key))
    return this.caseIdOf(createHash('sha256').update(`${this.lead.person}\n${key}`).digest('hex'))
  }

  /** Resolves when all requests are answered. */
  async answered(): Promise<void> {
    await Promise.all(this.answers)
  }

  private async untilAnswered(key: string): Promise<void> {
    const wanted = { who: this.lead, act: { key, body: FORM } }
    const answer = await untilAnswered(() => call(`${this.url}/v1/projects`, wanted))
    if (answer.status >= 400) this.unexpected.push(`${answer.status} ${JSON.stringify(answer.body)}`)
  }

  private caseIdOf(commandId: string): Promise<string> {
    return withClient(this.databaseUrl, async (client) => {
      for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
        const { rows } = await client.query<{ case_id: string }>(
          'select case_id from request where command_id = $1',
          [commandId],
        )
        if (rows[0]) return rows[0].case_id
        await sleep(POLL_INTERVAL_MS)
      }
      throw new Error('the API stored no request to open a case')
    })
  }
}
