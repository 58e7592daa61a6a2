/** What a verdict is bound to besides the content of the act: files of the case, by step. */
import type { ProjectState } from './state.ts'
import type { ReviewStep } from './steps.ts'

/** Steps that decide on the submitted form; they fall with any change of it. */
const ON_FORM: readonly ReviewStep[] = ['commission', 'decision', 'extension']

export const isOnForm = (step: string): boolean => (ON_FORM as readonly string[]).includes(step)

/** The files that whoever signs this step signs on. Where an act names its documents itself, its content binds them. */
export function fileDigestsOf({ approval, evaluation }: ProjectState, step: string): string[] {
  if (isOnForm(step)) {
    const { form, appraisal } = approval
    const files = form.files.map((file) => file.digest)
    return appraisal?.report ? [...files, appraisal.report.digest] : files
  }
  const report = step === 'postEvaluation' ? evaluation?.post?.report : null
  return report ? [report.digest] : []
}
