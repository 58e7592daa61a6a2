/** What only rehearsals of one kind of case know, for every kind that has something of its own. */
import type { KindRehearsal } from './kind-rehearsal.ts'
import { NATIONAL_PLAN_REHEARSAL } from './national-plan/rehearsal.ts'
import { PROJECT_REHEARSAL } from './project/rehearsal.ts'

export const REHEARSALS: readonly KindRehearsal[] = [PROJECT_REHEARSAL, NATIONAL_PLAN_REHEARSAL]
