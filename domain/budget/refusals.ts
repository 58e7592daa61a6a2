import type { RefusalEntry } from '../refusal.ts'

export const BUDGET_REFUSALS = {} as const satisfies Record<string, RefusalEntry>
