export const ACCEPTANCE_BODIES = {} as const
