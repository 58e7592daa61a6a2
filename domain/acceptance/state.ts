export type AcceptanceState = Record<never, never>
