import type { ActionEntry } from '../project/actions.ts'
import type { CONSTRUCTION_BODIES } from './bodies.ts'

export const CONSTRUCTION_ACTIONS: Readonly<Record<keyof typeof CONSTRUCTION_BODIES, ActionEntry>> = {}
