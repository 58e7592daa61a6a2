import type { ProjectState } from '../state.ts'

/** A second failed acceptance gives priority for post-evaluation (rulebook §2.7 [D]). */
export const hasPostEvaluationPriority = ({ acceptance }: ProjectState): boolean =>
  (acceptance?.failures ?? 0) > 1
