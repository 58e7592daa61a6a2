import type { OrgId } from '../directory.ts'

export interface EvaluationState {
  post: { evaluator: OrgId } | null
}
