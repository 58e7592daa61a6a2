import type { RefusalEntry } from '../refusal.ts'

export const EVALUATION_REFUSALS = {} as const satisfies Record<string, RefusalEntry>
