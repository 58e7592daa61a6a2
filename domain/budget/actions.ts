import type { ActionEntry } from '../project/actions.ts'
import type { BUDGET_BODIES } from './bodies.ts'

export const BUDGET_ACTIONS: Readonly<Record<keyof typeof BUDGET_BODIES, ActionEntry>> = {}
