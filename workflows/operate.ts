/**
 * Operation, T29 to T32: self-evaluation in months 12 to 24, post-evaluation, and each year's O&M funds, which
 * depend on the gates and on the grade. It lasts until the system is retired. A project that ended before passes here at once, unless its
 * decision is still to be served.
 */
import type { Case } from './case.ts'

export async function operate(project: Case): Promise<void> {
  await project.untilOver()
}
