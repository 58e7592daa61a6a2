export type ConstructionState = Record<never, never>
