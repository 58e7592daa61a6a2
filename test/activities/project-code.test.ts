/** A project code belongs to one project. The record checks this, because only it knows all codes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseId } from '#domain/values/ids.ts'
import { act, newCase, openRecord, outcomeOf, type RecordFixture, requestFor } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())

const codeOf = (number: number): string => `2603-100000-04-04-${100_000 + number}`
const body = (projectCode: string) => ({ ...mergedForm, projectCode })
const submit = (caseId: CaseId, code: string) =>
  act(record, { caseId, verb: 'submitStage', body: body(code) })
const taken = (code: string) => ({
  status: 'refused',
  refusal: { unmet: [{ code: 'projectCodeTaken', params: { code } }] },
})

describe('a project code', () => {
  it('is taken by the first project that gives it, and by no other', async () => {
    const [first, second, code] = [newCase(), newCase(), codeOf(1)]
    expect(outcomeOf(await submit(first, code))).toMatchObject({ status: 'applied' })
    expect(outcomeOf(await submit(second, code))).toEqual(taken(code))
    expect((await record.loadCase(second)).state.status).toBe('unopened')
    expect(outcomeOf(await submit(second, codeOf(2)))).toMatchObject({ status: 'applied' })
  })

  it('is given to one project, even if many give it at the same time', async () => {
    const code = codeOf(3)
    const requests = await Promise.all(
      Array.from({ length: 6 }, () =>
        requestFor(record, { caseId: newCase(), verb: 'submitStage', body: body(code) }),
      ),
    )
    const outcomes = (await Promise.all(requests.map(record.append))).map(outcomeOf)
    expect(outcomes.filter((outcome) => outcome?.status === 'applied')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome?.status === 'refused')).toHaveLength(5)
  })

  it('that is taken is refused together with all other unmet conditions', async () => {
    const code = codeOf(4)
    await submit(newCase(), code)
    const none = { ...body(code), files: [{ kind: 'other', digest: 'ab'.repeat(32) }] }
    const outcome = outcomeOf(await act(record, { caseId: newCase(), verb: 'submitStage', body: none }))
    expect(outcome).toMatchObject({
      refusal: {
        unmet: [
          { code: 'documentMissing' },
          { code: 'sharingChapterMissing' },
          { code: 'projectCodeTaken', params: { code } },
        ],
      },
    })
  })

  it('is free for a new application of its owner once the first was withdrawn, for nobody else', async () => {
    const [first, code] = [newCase(), codeOf(5)]
    await submit(first, code)
    await act(record, { caseId: first, verb: 'withdraw', body: { reasons: '重新编制' } })
    const isOf = (owner: string) =>
      record.pool.query('update case_view set owner = $2 where case_id = $1', [first, owner])
    await isOf('moa')
    expect(outcomeOf(await submit(newCase(), code))).toEqual(taken(code))
    await isOf(mergedForm.owner)
    expect(outcomeOf(await submit(newCase(), code))).toMatchObject({ status: 'applied' })
  })
})
