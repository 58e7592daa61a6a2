/** Which annual performance reports are due, and which are overdue (T19). */
import { yearOf } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectStatus } from '../status.ts'

/** The construction period. A suspension does not interrupt it, and it includes the trial run (§2.5 R+). */
export const CONSTRUCTION_PERIOD: readonly ProjectStatus[] = [
  'building',
  'rectifying',
  'suspended',
  'completed',
  'trialRun',
]

/** After the construction period: reports of its years stay due until they are filed, also after acceptance. */
export const LATE_REPORTING: readonly ProjectStatus[] = [
  'accepting',
  'acceptanceFailed',
  'accepted',
  'operating',
]

/** Years whose report is overdue, oldest first: while there are any, no funds are released (T19 [D]). */
export const overdueReportYears = ({ construction }: ProjectState): readonly number[] =>
  construction?.overdueYears ?? []

/**
 * The year whose report is due next, from the year of the start to the year of completion. The law only says "construction
 * period"; that the year of completion belongs to it is policy [D].
 */
export function nextReportYear({ status, construction }: ProjectState): number | null {
  if (!construction || ![...CONSTRUCTION_PERIOD, ...LATE_REPORTING].includes(status)) return null
  const { startedOn, completedOn, reportedYears, overdueYears } = construction
  const settled = [...reportedYears, ...overdueYears]
  let year = yearOf(startedOn)
  while (settled.includes(year)) year += 1
  return completedOn !== null && year > yearOf(completedOn) ? null : year
}
