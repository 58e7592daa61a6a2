import type { ActionEntry } from '../case/action.ts'
import type { ReviewStep } from './steps.ts'

/** Of a project also the agency at work on it, and the role that policy lets revoke, of another authority than the one that approved. */
export type ProjectRelation = 'owner' | 'authority' | 'national' | 'agency' | 'revoker'

/** An act of the project's own. */
export interface ProjectAction extends ActionEntry {
  relation: ProjectRelation
  review?: ReviewStep
}
