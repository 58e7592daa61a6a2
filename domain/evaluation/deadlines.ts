import type { Consequences, DeadlinePlan } from '../project/rule.ts'

export const evaluationDeadlines: DeadlinePlan = () => []

export const EVALUATION_CONSEQUENCES: Consequences = {}
