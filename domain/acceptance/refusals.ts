import type { RefusalEntry } from '../refusal.ts'

export const ACCEPTANCE_REFUSALS = {} as const satisfies Record<string, RefusalEntry>
