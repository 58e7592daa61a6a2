import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLoadOutboxClock } from '#activities/clock-offset.ts'
import { createLoadCase } from '#activities/load-case.ts'
import { assertOwnClock, writeOffset } from '#db/intake/world-clock.ts'
import { ReferenceVersions } from '#db/record/facts.ts'
import { KINDS } from '#domain/kinds.ts'
import { act, MONDAY, newCase, openRecord, type RecordFixture, requestFor } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'

const DAY_MS = 86_400_000

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())

const loaderOf = (isRehearsal: boolean) =>
  createLoadCase({ pool: record.pool, kinds: KINDS, reference: new ReferenceVersions(), isRehearsal })

describe('the clock of the outbox', () => {
  it('follows the record like that of a case', async () => {
    await writeOffset(record.pool, DAY_MS)
    const [real, rehearsal] = [false, true].map((is) => createLoadOutboxClock(record.pool, is))
    expect(await real?.({ isNewExecution: true })).toEqual({ clockOffsetMs: 0 })
    expect(await rehearsal?.({ isNewExecution: true })).toEqual({ clockOffsetMs: DAY_MS })
    await writeOffset(record.pool, 3 * DAY_MS)
    expect(await rehearsal?.({ isNewExecution: false })).toEqual({ clockOffsetMs: DAY_MS })
  })
})

describe('a database that a rehearsal has used', () => {
  it('is refused for real decisions', async () => {
    await writeOffset(record.pool, 0)
    await assertOwnClock(record.pool, false)
    await writeOffset(record.pool, DAY_MS)
    await assertOwnClock(record.pool, true)
    await expect(assertOwnClock(record.pool, false)).rejects.toThrow(/another database, or set REHEARSAL=1/)
  })
})

describe('the clock of a case', () => {
  it('is the real clock in production, even if the world’s clock has an offset', async () => {
    await writeOffset(record.pool, DAY_MS)
    const caseId = newCase()
    await act(record, { caseId, verb: 'submitStage', body: mergedForm })
    const hosting = { caseId, ownTime: MONDAY, isNewExecution: true }
    expect(await loaderOf(false)(hosting)).toMatchObject({ clockOffsetMs: 0 })
  })

  it('follows the record in a rehearsal: a new execution gets the world’s offset, a continued one keeps its own', async () => {
    await writeOffset(record.pool, DAY_MS)
    const caseId = newCase()
    const load = loaderOf(true)
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })
    await record.append({ ...request, clockOffsetMs: DAY_MS })
    await writeOffset(record.pool, 3 * DAY_MS)
    const goesOn = { caseId, ownTime: MONDAY, isNewExecution: false }
    expect(await load(goesOn)).toMatchObject({ clockOffsetMs: DAY_MS })
    expect(await load({ ...goesOn, isNewExecution: true })).toMatchObject({ clockOffsetMs: 3 * DAY_MS })
    expect(await load(goesOn)).toMatchObject({ clockOffsetMs: 3 * DAY_MS })
  })
})
