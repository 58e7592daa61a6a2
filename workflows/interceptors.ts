/**
 * The gate before every handler. What would stop a case for ever, or end it, becomes a message that the handlers
 * can refuse: a signal of a reserved name (the SDK throws before any handler is asked), a message larger than any
 * act, a request to cancel the workflow (a case ends by an act of its procedure, never by the engine).
 */
import { defaultPayloadConverter, type WorkflowInterceptors } from '@temporalio/workflow'
import { undecodable } from '#wire/undecodable.ts'

type Activate = NonNullable<NonNullable<WorkflowInterceptors['internals']>[number]['activate']>
type Job = NonNullable<Parameters<Activate>[0]['activation']['jobs']>[number]
type Payloads = NonNullable<NonNullable<Job['signalWorkflow']>['input']>

const RESERVED_PREFIX = '__temporal_'
export const CANCEL_REQUESTED = 'reserved:cancel'
/** Bytes: the largest body that the API takes (1 MiB), in its envelope. */
const MESSAGE_BYTES_MAX = 1_310_720
/** Arguments of one message; no message of ours has more than two. */
const ARGUMENTS_MAX = 5

export const interceptors = (): WorkflowInterceptors => ({
  internals: [
    {
      activate(input, next) {
        for (const job of input.activation.jobs ?? []) guard(job)
        next(input)
      },
    },
  ],
})

function guard(job: Job): void {
  if (job.cancelWorkflow) {
    job.cancelWorkflow = null
    job.signalWorkflow = { signalName: CANCEL_REQUESTED, input: [] }
  }
  const { signalWorkflow, doUpdate } = job
  if (doUpdate) doUpdate.input = bounded(doUpdate.input ?? [])
  if (!signalWorkflow) return
  if (signalWorkflow.signalName?.startsWith(RESERVED_PREFIX)) {
    signalWorkflow.signalName = `reserved:${signalWorkflow.signalName}`
  }
  // The last argument of every signal is the number of its event: the key of a dead letter follows from it.
  const { low = 0, high = 0 } = signalWorkflow.originatingEventId ?? {}
  const eventId = defaultPayloadConverter.toPayload(high * 2 ** 32 + (low >>> 0))
  signalWorkflow.input = [...bounded(signalWorkflow.input ?? []), eventId]
}

/** The payloads, or one mark in their place when they are more than any message may have. */
function bounded(payloads: Payloads): Payloads {
  const bytes = payloads.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  if (bytes <= MESSAGE_BYTES_MAX && payloads.length <= ARGUMENTS_MAX) return payloads
  const [first] = payloads
  const mark = { ...undecodable(first as never, 'tooLarge'), size: bytes }
  return [defaultPayloadConverter.toPayload(mark)]
}
