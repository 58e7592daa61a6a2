import type { Consequences, DeadlinePlan } from '../project/rule.ts'

export const acceptanceDeadlines: DeadlinePlan = () => []

export const ACCEPTANCE_CONSEQUENCES: Consequences = {}
