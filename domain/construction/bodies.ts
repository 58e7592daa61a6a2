export const CONSTRUCTION_BODIES = {} as const
