export type EvaluationEvent = never
