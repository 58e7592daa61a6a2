import type { Check } from '../case/refusal.ts'
import { must } from './refusals.ts'
import type { ProjectState } from './state.ts'
import { PROJECT_STATUSES, type ProjectStatus } from './status.ts'

/** The act is possible only in these states of the project. */
export function inStatus(state: ProjectState, ...statuses: ProjectStatus[]): Check {
  return must(statuses.includes(state.status), 'notNow', { status: PROJECT_STATUSES[state.status].en })
}
