/** What only a project can be expected to be. */
import type { Expectation } from '../expectations/expectation.ts'
import { CLOCK } from './clock.ts'
import { EVALUATION } from './evaluation.ts'
import { MONEY } from './money.ts'
import { PAPERS } from './papers.ts'

export const PROJECT_EXPECTATIONS = {
  ...CLOCK,
  ...PAPERS,
  ...MONEY,
  ...EVALUATION,
} as const satisfies Record<string, Expectation>
