/**
 * Signals whose name starts with the reserved prefix wedge a case for ever: the SDK throws before any handler is
 * asked. Renamed, they reach the default signal handler and end as dead letters.
 */
import type { WorkflowInterceptors } from '@temporalio/workflow'

const RESERVED_PREFIX = '__temporal_'

export const interceptors = (): WorkflowInterceptors => ({
  internals: [
    {
      activate(input, next) {
        for (const { signalWorkflow } of input.activation.jobs ?? []) {
          if (signalWorkflow?.signalName?.startsWith(RESERVED_PREFIX)) {
            signalWorkflow.signalName = `reserved:${signalWorkflow.signalName}`
          }
        }
        next(input)
      },
    },
  ],
})
