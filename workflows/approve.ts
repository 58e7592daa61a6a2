/**
 * Approval, T1 to T10. Each stage document of the track is checked for completeness, admitted, appraised and
 * decided; a return opens a new round. Track A has three stages, B two, C one (domain/project/approval/words.ts).
 */
import { APPROVAL_STATUSES } from '#domain/project/approval/state.ts'
import type { Case } from './case.ts'
import { hasLeft, isIn } from './steps.ts'

export const isUnderApproval = isIn(...APPROVAL_STATUSES)

export async function approve(project: Case): Promise<void> {
  while (isUnderApproval(project.state)) {
    // T2-T4: within 5 working days; silence counts as admission, a missing supplement as withdrawal.
    await project.until(hasLeft('submitted', 'supplementing'))
    // T5-T6: appraised before it is decided; the decision period does not run meanwhile.
    await project.until(hasLeft('admitted', 'appraising'))
    // T7-T9: within 20 working days net; if they are exceeded, the case is escalated, never approved by silence.
    await project.until(hasLeft('deciding'))
    // T7 and T10: the revised document or that of the next stage, until the last stage is approved or the project ends.
    await project.until(hasLeft('returned', 'stageApproved'))
  }
}
