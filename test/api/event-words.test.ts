import { describe, expect, it } from 'vitest'
import { wordsOfEvent } from '#domain/engine/event-words.ts'
import { SHARED_EVENTS } from '#domain/engine/shared-events.ts'
import type { ProjectEvent } from '#domain/project/events.ts'
import { PROJECT } from '#domain/project/kind.ts'

const TYPES = [PROJECT.evolve, SHARED_EVENTS].flatMap((events) => Object.keys(events))
/** All fields from which the words of an event are made. */
const FIELDS = {
  ...{
    title: '平台',
    stage: 'proposal',
    round: 1,
    ground: 'factsWrong',
    effect: 'end',
    documentNumber: '一号',
  },
  ...{ kind: 'decision', deadline: { kind: 'decision', dueOn: '2026-03-02' } },
  ...{ seat: 'handler', vote: 'for', as: 'absent', subject: { verb: 'decide' } },
  ...{ votes: { for: 2, against: 0, abstain: 1 }, departments: [{ org: 'miit' }], opinion: 'remarks' },
}
const worded = (fields: object) => wordsOfEvent(PROJECT, { ...FIELDS, ...fields } as unknown as ProjectEvent)

describe('the words of an event', () => {
  it.each(TYPES)('%s say what happened in both languages, without a recipient', (type) => {
    const { zh, en } = worded({ type })
    expect(zh).toMatch(/^\p{Script=Han}/u)
    expect(zh).not.toMatch(/您|(?<!申)请/u)
    expect(en).toMatch(/^[A-Z]/)
    expect(en).not.toMatch(/\b(?:you|your|please)\b/i)
  })

  it('name usual seats by their function, and others by their name in the policy', () => {
    const signed = (seat: string) => worded({ type: 'verdictGiven', seat })
    expect(signed('leader')).toEqual({ zh: '签署同意（负责人）', en: 'Signed (seat of the leader)' })
    expect(signed('added-2').zh).toBe('签署同意（加签）')
    expect(signed('money').zh).toBe('签署同意（席位“money”）')
  })
})
