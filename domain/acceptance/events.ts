export type AcceptanceEvent = never
