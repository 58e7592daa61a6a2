import type { ActionEntry } from '../project/actions.ts'
import type { EVALUATION_BODIES } from './bodies.ts'

export const EVALUATION_ACTIONS: Readonly<Record<keyof typeof EVALUATION_BODIES, ActionEntry>> = {}
