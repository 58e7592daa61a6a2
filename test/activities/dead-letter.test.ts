import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRecordDeadLetter, type DeadLetter } from '#activities/dead-letter.ts'
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
  it('are kept once, however often the task is run again', async () => {
    let told = 0
    const record = createRecordDeadLetter(database.pool, () => (told += 1))
    await record(letter({}))
    await record(letter({}))
    expect(await kept('run/1')).toMatchObject([{ payload: '[1]', state: 'open', received_at: MONDAY }])
    expect(told).toBe(1)
  })

  it('are cut to what a row may hold, whole characters only', async () => {
    const record = createRecordDeadLetter(database.pool, () => undefined)
    await record(letter({ effectKey: 'long', payload: '密'.repeat(5_000), name: 'n'.repeat(5_000) }))
    const [row] = await kept('long')
    expect(row.payload).toMatch(/^"密+…$/)
    expect(Buffer.from(row.payload).length).toBeLessThanOrEqual(8_192 + 3)
    expect(row.name).toHaveLength(1_000)
  })

  it('may carry what no text column holds', async () => {
    const record = createRecordDeadLetter(database.pool, () => undefined)
    await record(letter({ effectKey: 'odd', name: 'a\u0000\ud800', payload: ['\u0000\ud800'] }))
    expect(await kept('odd')).toMatchObject([{ name: 'a\ufffd\ufffd', payload: '["\\u0000\\ud800"]' }])
  })
})
