/** Entry of the workflow bundle: every workflow type that workers host. */
export { nationalPlan } from './national-plan.ts'
export { outbox } from './outbox.ts'
export { projectLifecycle } from './project-lifecycle.ts'
