import type { Consequences, DeadlinePlan } from '../project/rule.ts'

export const constructionDeadlines: DeadlinePlan = () => []

export const CONSTRUCTION_CONSEQUENCES: Consequences = {}
