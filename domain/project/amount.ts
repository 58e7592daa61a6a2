/** An amount that is requested, approved, planned, released or proposed must be more than zero. */

import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { POLICY_DEFAULT } from '../law/own-policy.ts'
import type { Fen } from '../values/money.ts'
import type { ProjectTopic } from './topic.ts'

const REFUSALS = {
  amountNotPositive: {
    kind: 'input',
    zh: '金额须大于零',
    en: 'the amount must be more than zero',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const amountCheck = (amountFen: Fen): Check => must(amountFen > 0, 'amountNotPositive')

export const AMOUNT = { refusals: REFUSALS } satisfies ProjectTopic
