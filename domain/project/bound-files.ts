/** Files of the case to which a vote is bound, besides the content of the act. */
import type { ProjectState } from './state.ts'
import type { ReviewStep } from './steps.ts'

/** Steps that decide on the submitted form; a change of the form ends their rounds. */
const ON_FORM: readonly ReviewStep[] = ['commission', 'decision', 'extension']

export const isOnForm = (step: string): boolean => (ON_FORM as readonly string[]).includes(step)

/** The files that a vote in this step is bound to. Documents that the act itself names are bound by its content. */
export function fileDigestsOf({ approval, evaluation }: ProjectState, step: string): string[] {
  if (isOnForm(step)) {
    const { form, appraisal } = approval
    const files = form.files.map((file) => file.digest)
    return appraisal?.report ? [...files, appraisal.report.digest] : files
  }
  const report = step === 'postEvaluation' ? evaluation?.post?.report : null
  return report ? [report.digest] : []
}
