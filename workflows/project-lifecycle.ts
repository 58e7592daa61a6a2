/**
 * One project's whole life under the Measures (国办发〔2019〕57号): approval, construction, acceptance, operation and
 * evaluation. The file has the order of the procedure; what may happen in each state is in `domain/`.
 *
 * Every step looks at the state first, so the procedure can start at any point: after a new run, an upgrade, a reset or a restore it
 * passes the finished steps immediately and waits at the first unfinished one.
 */
import { PROJECT } from '#domain/project/kind.ts'
import { accept } from './accept.ts'
import { approve, isUnderApproval } from './approve.ts'
import { build } from './build.ts'
import { Case } from './case.ts'
import { operate } from './operate.ts'
import { isIn } from './steps.ts'

/** Takes no input: the workflow id names the case, and everything else is in its record. */
export async function projectLifecycle(): Promise<void> {
  const project = Case.hosted(PROJECT)
  if (!project) return
  if (await project.neverOpened()) {
    await project.idle()
    if (isIn('unopened')(project.state)) return
  }

  // After an approval was revoked, before construction, the case is back in approval.
  do {
    await approve(project)
    await project.endStage()
    await build(project)
  } while (isUnderApproval(project.state))
  await project.endStage()
  await accept(project)
  await project.endStage()
  await operate(project)

  await project.idle()
}
