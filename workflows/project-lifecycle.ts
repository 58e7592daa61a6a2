/**
 * One project's whole life under the Measures (国办发〔2019〕57号): approval, construction, acceptance, operation and
 * evaluation. The file reads as the procedure does; what may happen in each state is in `domain/`.
 *
 * Every step starts from the state, so the procedure can be entered at any point: after a new run, an upgrade, a
 * reset or a restore it walks through the steps that are behind it and waits at the one that is not.
 */
import { PROJECT } from '#domain/project/kind.ts'
import { accept } from './accept.ts'
import { approve, isUnderApproval } from './approve.ts'
import { build } from './build.ts'
import { Case } from './case.ts'
import { operate } from './operate.ts'
import { isIn } from './steps.ts'

/** Takes no input: the workflow id is the case, and all else is in its record. */
export async function projectLifecycle(): Promise<void> {
  const project = Case.hosted(PROJECT)
  if (!project) return
  if (await project.neverOpened()) {
    await project.quiet()
    if (isIn('unopened')(project.state)) return
  }

  // An approval that is revoked before anything was built leads back to its stage.
  do {
    await approve(project)
    await project.boundary()
    await build(project)
  } while (isUnderApproval(project.state))
  await project.boundary()
  await accept(project)
  await project.boundary()
  await operate(project)

  await project.quiet()
}
