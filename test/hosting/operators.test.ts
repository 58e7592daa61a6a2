/** Requests of operators over the API and on the command line get correct answers, also when there is nothing to do. */

import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reconcile } from '#activities/hosting/reconciler.ts'
import { KINDS } from '#domain/kinds.ts'
import { type ApiWorld, openApiWorld } from '../api/api-world.ts'
import { recordCases } from './many-cases.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const DAY_MS = 86_400_000

let world: ApiWorld
let id: string
let endedId: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  await recordCases(world.pool, { count: 2, on: '2026-11-30' })
  const { rows } = await world.pool.query(`select id from case_view where kind = 'project' order by id`)
  id = rows[0].id
  endedId = rows[1].id
  await world.pool.query(`update case_view set status = 'withdrawn', is_open = false where id = $1`, [
    endedId,
  ])
})
afterAll(() => world?.close())
beforeEach(() => world.pool.query('truncate hosting_trouble, case_hold'))

const from = (ms: number) => new Date(Date.now() + ms).toISOString()
const ask = (caseId: string, what: string, body: object = {}) =>
  world.call('POST', `/v1/hosting/projects/${caseId}/${what}`, {
    ...{ as: 'gu-ming', role: 'operator' as const, key: null, headers: { 'accept-language': 'en' } },
    body: { reason: '排查数据库', ...body },
  })
const hold = (caseId: string, until: string) => ask(caseId, 'hold', { until })
const overview = async () =>
  (await world.call('GET', '/v1/hosting', { as: 'gu-ming', role: 'operator' })).json
const noted = async () => (await world.pool.query('select case_id, trouble from hosting_trouble')).rows

describe('an operator over the API', () => {
  it.each(['hold', 'release', 'host-afresh'])('gets 404 from %s for an unknown case', async (what) => {
    const answer = await ask(randomUUID(), what, what === 'hold' ? { until: from(DAY_MS) } : {})
    expect([answer.status, answer.json.detail]).toEqual([404, 'There is no such case.'])
    expect(await noted()).toEqual([])
  })

  it('gets 409 for a case that is not on hold, and for one that has ended', async () => {
    const release = await ask(id, 'release')
    expect([release.status, release.json.detail]).toEqual([409, expect.stringContaining('not on hold')])
    const rehosting = await ask(endedId, 'host-afresh')
    expect([rehosting.status, rehosting.json.detail]).toEqual([409, expect.stringContaining('has ended')])
    expect(await noted()).toEqual([])
  })

  it('can replace a hold by another one: the newer one is in force, and one release ends it', async () => {
    const [long, short] = [from(300 * DAY_MS), from(DAY_MS)]
    expect((await hold(id, long)).json).toMatchObject({ until: long, replaces: null })
    expect((await hold(id, short)).json).toMatchObject({ until: short, replaces: { until: long } })
    expect((await overview()).holds).toMatchObject([{ caseId: `project/${id}`, until: short }])
    expect((await world.pool.query('select from case_hold')).rowCount).toBe(2)
    expect((await ask(id, 'release')).json).toMatchObject({ released: { until: short } })
    expect((await overview()).holds).toEqual([])
  })

  it('can hold a case for at most 366 days of real time, and the refusal names the real time', async () => {
    expect((await hold(id, from(366 * DAY_MS - 60_000))).status).toBe(200)
    for (const [ms, words] of [
      [-1_000, 'it is real time, not the business time of a rehearsal'],
      [366 * DAY_MS + 60_000, 'hold the case again when that is over'],
    ] as const) {
      const refused = await hold(id, from(ms))
      expect(refused.status).toBe(422)
      expect(refused.json.errors[0].detail_en).toContain(words)
    }
  })

  it('learns from the answer that a held case is rehosted after its hold', async () => {
    expect((await ask(id, 'host-afresh')).json.waitsForHold).toBeNull()
    const until = from(DAY_MS)
    await hold(id, until)
    expect((await ask(id, 'host-afresh')).json.waitsForHold).toEqual({ reason: '排查数据库', until })
  })
})

interface Said {
  code: number
  out: string
}
/** Runs a command as `npm run` does. */
const command = (args: string[], databaseUrl = world.databaseUrl, script = 'hosting'): Promise<Said> =>
  new Promise((done) => {
    const argv = ['--import', './scripts/typescript.mjs', `scripts/${script}.ts`, ...args]
    const env = { ...process.env, DATABASE_URL: databaseUrl }
    execFile(process.execPath, argv, { cwd: ROOT, env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    )
  })

describe('npm run hosting', { timeout: 60_000 }, () => {
  it('requests nothing when one of the cases is unknown or has ended', async () => {
    const unknown = `project/${randomUUID()}`
    for (const strange of [unknown, `project/${endedId}`]) {
      const { code, out } = await command(['host', `project/${id}`, strange])
      expect([code, out]).toEqual([1, `no such open case: ${strange}. Nothing was noted.\n`])
    }
    expect(await noted()).toEqual([])
  })

  it('requests one case once, also if it is named twice, and says that a held case waits', async () => {
    const until = from(DAY_MS)
    await hold(id, until)
    const { code, out } = await command(['host', `project/${id}`, `project/${id}`])
    expect([code, out]).toEqual([0, expect.stringMatching(/^1 case will be rehosted/)])
    expect(out).toContain(`waits: it is on hold until ${until}`)
    expect(await noted()).toEqual([{ case_id: `project/${id}`, trouble: 'requested' }])
    expect((await command([])).out).toContain(', 0 attempts, waits for the end of its hold:')
  })

  it('shows a case as rehosted until the next pass', async () => {
    await reconcile({
      ...{ client: world.temporal, kinds: KINDS, pool: world.pool, instance: randomUUID(), sinceMs: 0 },
      ...{ logger: pino({ level: 'silent' }), onHosted: () => undefined },
      recordDeadLetters: async () => undefined,
    })
    const words = 'rehosted, to be confirmed by the next pass; before: Temporal knows no workflow'
    expect((await overview()).items).toMatchObject([{ why: expect.stringContaining(words) }])
    const { out } = await command([])
    expect(out).toContain('1 open case; 0 on hold')
    expect(out).toContain(`1 attempt: ${words}`)
  })

  it('explains itself', async () => {
    expect(await command(['--help'])).toEqual({ code: 0, out: expect.stringContaining('Usage:') })
    expect(await command(['hots'])).toEqual({ code: 1, out: expect.stringContaining('Usage:') })
  })

  it.each(['hosting', 'rebuild'])(
    'and npm run %s say what to do when the database does not answer',
    async (script) => {
      const nowhere = await command([], 'postgres://a:b@127.0.0.1:1/c', script)
      expect(nowhere).toEqual({ code: 1, out: expect.stringContaining('npm start starts it') })
      const wrong = new URL(world.databaseUrl)
      wrong.password = 'wrong'
      const refused = await command([], wrong.href, script)
      expect(refused).toEqual({
        code: 1,
        out: expect.stringContaining('does not accept this user or password'),
      })
      const other = await command([], '', script)
      expect(other.out).not.toContain('DATABASE_URL is missing')
    },
  )
})
