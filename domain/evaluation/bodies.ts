export const EVALUATION_BODIES = {} as const
