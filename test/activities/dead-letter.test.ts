import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRecordDeadLetters, type DeadLetter } from '#activities/dead-letter.ts'
import { MONDAY, newCase, openDatabase } from '../db/record-fixture.ts'

let database: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database.close())

const letter = (change: Partial<DeadLetter>): DeadLetter => ({
  ...{ caseId: newCase(), kind: 'signal', name: 'x', reason: 'unknown signal', payload: [1], at: MONDAY },
  effectKey: 'run/1',
  ...change,
})

const kept = async (effectKey: string) =>
  (await database.pool.query('select * from dead_letter where effect_key = $1', [effectKey])).rows

describe('dead letters', () => {
  it('are stored once, even if the task is run several times', async () => {
    let told = 0
    const record = createRecordDeadLetters(database.pool, () => (told += 1))
    await record([letter({})])
    await record([letter({})])
    expect(await kept('run/1')).toMatchObject([{ payload: '[1]', state: 'open', received_at: MONDAY }])
    expect(told).toBe(1)
  })

  it('are cut to the maximum size of a row, at the end of a character', async () => {
    const record = createRecordDeadLetters(database.pool, () => undefined)
    await record([letter({ effectKey: 'long', payload: '密'.repeat(5_000), name: 'n'.repeat(5_000) })])
    const [row] = await kept('long')
    expect(row.payload).toMatch(/^"密+…$/)
    expect(Buffer.from(row.payload).length).toBeLessThanOrEqual(8_192 + 3)
    expect(row.name).toHaveLength(1_000)
  })

  it('may contain characters that a text column cannot store', async () => {
    const record = createRecordDeadLetters(database.pool, () => undefined)
    await record([letter({ effectKey: 'odd', name: 'a\u0000\ud800', payload: ['\u0000\ud800'] })])
    expect(await kept('odd')).toMatchObject([{ name: 'a\ufffd\ufffd', payload: '["\\u0000\\ud800"]' }])
  })

  const flag = { containsClassifiedContent: true }
  const head = Buffer.from('{"secret":"机密","containsClassifiedContent" : true').toString('base64')
  it.each([
    ['an act', [{ body: { title: '机密', ...flag } }]],
    ['far inside', [[{ a: [{ b: { secret: '机密', ...flag } }] }]]],
    ['a text that is JSON', [JSON.stringify({ secret: '机密', ...flag }, null, 2)]],
    ['a text of a text', [JSON.stringify(JSON.stringify({ secret: '机密', ...flag }))]],
    ['what could not be decoded', [{ __undecodable: true, encoding: 'json/plain', size: 60, head }]],
    ['beside a forged mark', [{ __undecodable: true, head: 5, ...flag }]],
    ['after the place where it would be cut', [{ long: 'x'.repeat(9_000), ...flag }]],
  ])('are stored without their content when they declare it classified: %s', async (name, payload) => {
    const record = createRecordDeadLetters(database.pool, () => undefined)
    await record([letter({ effectKey: name, payload })])
    const [row] = await kept(name)
    expect(row).toMatchObject({ payload: '' })
    expect(row.reason).toMatch(/^content not kept: it declares classified content/)
  })

  it('are stored with their content when they declare that it is not classified', async () => {
    const record = createRecordDeadLetters(database.pool, () => undefined)
    await record([letter({ effectKey: 'open', payload: [{ containsClassifiedContent: false, isOk: true }] })])
    expect((await kept('open'))[0].payload).toContain('isOk')
  })
})
