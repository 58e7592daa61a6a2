import type { RefusalEntry } from '../refusal.ts'

export const CONSTRUCTION_REFUSALS = {} as const satisfies Record<string, RefusalEntry>
