/** Parallel work on one draft: one request wins, and nothing that was answered with 200 is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type ApiWorld, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

const ROUNDS = 30
const SAVED = '改后的标题'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world.close())

const written = async (): Promise<string> =>
  (await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: stageForm() })).json.id
const at = (version: number) => ({ headers: { 'if-match': `"${version}"` } })
const save = (id: string, title = SAVED) =>
  world.call('PUT', `/v1/projects/drafts/${id}`, { as: 'zhao-min', body: stageForm({ title }), ...at(1) })
const submit = (id: string, { key, version = 1 }: { key?: string; version?: number } = {}) =>
  world.call('POST', `/v1/projects/drafts/${id}/submit`, {
    as: 'zhou-kai',
    ...at(version),
    ...(key === undefined ? {} : { key }),
  })
const remove = (id: string) => world.call('DELETE', `/v1/projects/drafts/${id}`, { as: 'zhao-min', ...at(1) })

const succeeded = ({ status }: Answer): boolean => status < 300
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort()
const titlesOf = async (id: string) => {
  const { rows } = await world.pool.query(
    `select (select content ->> 'title' from draft where id = $1) as draft,
       (select title from case_view where id = $1) as project`,
    [id],
  )
  return rows[0]
}

/** Runs both at the same time; in every second round the other one starts first. */
async function both(round: number, one: () => Promise<Answer>, other: () => Promise<Answer>) {
  const isTurned = round % 2 === 1
  const [first, second] = await Promise.all(isTurned ? [other(), one()] : [one(), other()])
  return isTurned ? ([second, first] as const) : ([first, second] as const)
}

describe('a draft that is saved and submitted at the same time', () => {
  it('is either saved or submitted, and the submitted content is the one that was read', async () => {
    const rounds = await Promise.all(
      Array.from({ length: ROUNDS }, async (_, round) => {
        const id = await written()
        const [saving, submitting] = await both(
          round,
          () => save(id),
          () => submit(id),
        )
        return { id, saving, submitting }
      }),
    )
    for (const { id, saving, submitting } of rounds) {
      expect([saving, submitting].filter(succeeded), statuses([saving, submitting]).join()).toHaveLength(1)
      const original = stageForm().title
      if (succeeded(saving)) {
        expect(submitting.status).toBe(412)
        expect(await titlesOf(id)).toEqual({ draft: SAVED, project: null })
      } else {
        expect([409, 412]).toContain(saving.status)
        expect(await titlesOf(id)).toEqual({ draft: original, project: original })
      }
    }
  })

  it('is not saved while a submission is being stored, even if the save began earlier', async () => {
    const id = await written()
    const other = await world.pool.connect()
    try {
      await other.query('begin')
      await other.query('select from draft where id = $1 for update', [id])
      const saving = save(id)
      await waiting(1)
      await other.query(
        `insert into request (command_id, case_id, action, envelope, received_at, actor, idempotency_key, body_hash,
           sending_until)
         values ($1, 'project/' || $1, 'submitStage', '{}', now(), 'zhou-kai', $1, '', now() + interval '1 hour')`,
        [id],
      )
      await other.query('commit')
      expect((await saving).status).toBe(409)
    } finally {
      other.release()
    }
  })

  it('is not submitted in a version that a save is about to replace', async () => {
    const id = await written()
    const other = await world.pool.connect()
    try {
      await other.query('begin')
      await other.query('update draft set version = version + 1 where id = $1', [id])
      const submitting = submit(id)
      await waiting(1)
      await other.query('commit')
      expect((await submitting).status).toBe(412)
    } finally {
      other.release()
    }
    expect(await titlesOf(id)).toMatchObject({ project: null })
  })
})

/** Resolves when so many statements of this database wait for a lock. */
const waiting = (count: number) =>
  expect
    .poll(
      async () => {
        const { rows } = await world.pool.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length
      },
      { timeout: 10_000 },
    )
    .toBe(count)

describe('of many parallel requests with one version of a draft', () => {
  it('one saves it', async () => {
    const id = await written()
    const answers = await Promise.all(Array.from({ length: ROUNDS }, (_, n) => save(id, `第${n}稿`)))
    const [won, ...more] = answers.filter(succeeded)
    expect(more).toEqual([])
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(ROUNDS - 1)
    expect(won?.json.version).toBe(2)
    expect((await titlesOf(id)).draft).toBe(won?.json.content.title)
  })

  it('one submits it, and the same key has one answer', async () => {
    const id = await written()
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(id)))
    expect(statuses(answers)).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
    const { rows } = await world.pool.query('select count(*)::int as n from request where case_id = $1', [
      `project/${id}`,
    ])
    expect(rows[0].n).toBe(1)

    const other = await written()
    const same = await Promise.all(Array.from({ length: 10 }, () => submit(other, { key: `key-${other}` })))
    expect(new Set(statuses(same))).toEqual(new Set([201]))
    expect(new Set(same.map(({ json }) => json.commandId)).size).toBe(1)
  })

  it('one removes it or one submits it, never both', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, written))
    const rounds = await Promise.all(
      ids.map((id, round) =>
        both(
          round,
          () => remove(id),
          () => submit(id),
        ),
      ),
    )
    for (const answers of rounds) expect(answers.filter(succeeded), statuses(answers).join()).toHaveLength(1)
  })
})

describe('a key that submitted a draft', () => {
  it('has the same answer also after the draft was corrected and submitted again', async () => {
    const wrong = stageForm({ files: [{ kind: 'other', digest: 'cd'.repeat(32) }] })
    const { json } = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: wrong })
    const key = `first-${json.id}`
    const refused = await submit(json.id, { key })
    expect(refused.status).toBe(422)
    expect((await save(json.id)).status).toBe(200)
    const again = await submit(json.id, { key })
    expect([again.status, again.json.unmet]).toEqual([422, refused.json.unmet])
    expect((await submit(json.id, { key: `second-${json.id}` })).status).toBe(412)
    expect((await submit(json.id, { key: `third-${json.id}`, version: 2 })).status).toBe(201)
    const last = await submit(json.id, { key })
    expect([last.status, last.json.unmet]).toEqual([422, refused.json.unmet])
  })

  it('cannot be used for another draft', async () => {
    const [one, other] = [await written(), await written()]
    await submit(one, { key: `one-${one}` })
    expect((await submit(other, { key: `one-${one}`, version: 2 })).status).toBe(412)
    const reused = await submit(other, { key: `one-${one}` })
    expect(reused.json.type).toBe('urn:tongchou:problem:idempotency-mismatch')
  })
})
