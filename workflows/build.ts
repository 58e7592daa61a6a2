/**
 * Construction, T16 and T19 to T23: from the start to completion, with a performance report every year before
 * 31 December. A project with faults is rectified or suspended; a suspension blocks the release of funds.
 */
import type { Case } from './case.ts'
import { hasLeft } from './steps.ts'

export async function build(project: Case): Promise<void> {
  // T16: the start needs the approved estimate, secured funds and a contracted supervisor.
  await project.until(hasLeft('readyToBuild'))
  // T19-T23: building, possibly with rectification or suspension, until it is completed or terminated.
  await project.until(hasLeft('building', 'rectifying', 'suspended'))
}
