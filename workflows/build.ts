/**
 * Construction, T16 and T19 to T23: from the start to completion, with a performance report every year before
 * 31 December and, when things go wrong, rectification and suspension with its release block.
 */
import type { Case } from './case.ts'
import { hasLeft } from './steps.ts'

export async function build(project: Case): Promise<void> {
  // T16: starting needs the approved estimate, secured funds, a contracted supervisor.
  await project.until(hasLeft('readyToBuild'))
  // T19-T23: building, possibly rectifying or suspended in between, until it is built or terminated.
  await project.until(hasLeft('building', 'rectifying', 'suspended'))
}
