import type { ActionEntry } from '../project/actions.ts'
import type { ACCEPTANCE_BODIES } from './bodies.ts'

export const ACCEPTANCE_ACTIONS: Readonly<Record<keyof typeof ACCEPTANCE_BODIES, ActionEntry>> = {}
