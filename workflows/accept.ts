/**
 * Acceptance, T23 to T27: applied for within half a year of completion, extended once on application, never passed
 * without the archives' acceptance.
 */
import type { Case } from './case.ts'
import { hasLeft } from './steps.ts'

export async function accept(project: Case): Promise<void> {
  // T23-T26: trial run, application, acceptance; after a failed acceptance the project is rectified and applied for again.
  await project.until(hasLeft('completed', 'trialRun', 'accepting', 'acceptanceFailed'))
  // T27: the acceptance report is filed, then the system goes into operation.
  await project.until(hasLeft('accepted'))
}
