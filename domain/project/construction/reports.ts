/** Which annual performance reports are due, and which are overdue (T19). */
import { yearOf } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectStatus } from '../status.ts'

/** The construction period: a suspension does not interrupt it, a trial run belongs to it (§2.5 R+). */
export const CONSTRUCTION_PERIOD: readonly ProjectStatus[] = [
  'building',
  'rectifying',
  'suspended',
  'completed',
  'trialRun',
]

/** Past the construction period: reports of its years are due until they are filed, however soon it was accepted. */
export const LATE_REPORTING: readonly ProjectStatus[] = [
  'accepting',
  'acceptanceFailed',
  'accepted',
  'operating',
]

/** Years whose report is overdue, oldest first: no fund release while there are any (T19 [D]). */
export const overdueReportYears = ({ construction }: ProjectState): readonly number[] =>
  construction?.overdueYears ?? []

/**
 * The year whose report is due next: from the year of the start to the year of completion, each once. The law
 * names the construction period only; that the year of completion belongs to it is policy [D].
 */
export function nextReportYear({ status, construction }: ProjectState): number | null {
  if (!construction || ![...CONSTRUCTION_PERIOD, ...LATE_REPORTING].includes(status)) return null
  const { startedOn, completedOn, reportedYears, overdueYears } = construction
  const settled = [...reportedYears, ...overdueYears]
  let year = yearOf(startedOn)
  while (settled.includes(year)) year += 1
  return completedOn !== null && year > yearOf(completedOn) ? null : year
}
