import { describe, expect, it } from 'vitest'
import { ACCEPTANCE_REFUSALS } from '#domain/acceptance/refusals.ts'
import { APPROVAL_REFUSALS } from '#domain/approval/refusals.ts'
import { BUDGET_REFUSALS } from '#domain/budget/refusals.ts'
import { CONSTRUCTION_REFUSALS } from '#domain/construction/refusals.ts'
import { EVALUATION_REFUSALS } from '#domain/evaluation/refusals.ts'
import { CASE_REFUSALS } from '#domain/project/refusals.ts'
import { REFUSALS } from '#domain/refusal.ts'
import { REVIEW_REFUSALS } from '#domain/review/refusals.ts'
import { SUBSTITUTION_REFUSALS } from '#domain/substitution/refusals.ts'
import { TASK_REFUSALS } from '#domain/tasks/refusals.ts'

const CATALOGUES = [
  ...[CASE_REFUSALS, REVIEW_REFUSALS, SUBSTITUTION_REFUSALS, APPROVAL_REFUSALS, CONSTRUCTION_REFUSALS],
  ...[ACCEPTANCE_REFUSALS, EVALUATION_REFUSALS, BUDGET_REFUSALS, TASK_REFUSALS],
]

describe('the catalogues of refusals', () => {
  it('share no code: the later one would change what the earlier one says, and its source', () => {
    const codes = CATALOGUES.flatMap((catalogue) => Object.keys(catalogue))
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
    expect(codes.toSorted()).toEqual(Object.keys(REFUSALS).toSorted())
  })
})
