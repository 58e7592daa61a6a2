/**
 * Runs before every handler. Turns messages that would block or end the case into messages that the handlers can refuse: a signal
 * with a reserved name (the SDK throws before any handler is called), a message larger than any act, and a request to cancel the
 * workflow (a case ends only by an act of its procedure).
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
  // Add the number of its event as the last argument of every signal: the key of a dead letter contains it.
  const { low = 0, high = 0 } = signalWorkflow.originatingEventId ?? {}
  const eventId = defaultPayloadConverter.toPayload(high * 2 ** 32 + (low >>> 0))
  signalWorkflow.input = [...bounded(signalWorkflow.input ?? []), eventId]
}

/** The payloads, or one mark instead when they are larger or more than allowed. */
function bounded(payloads: Payloads): Payloads {
  const bytes = payloads.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  if (bytes <= MESSAGE_BYTES_MAX && payloads.length <= ARGUMENTS_MAX) return payloads
  const [first] = payloads
  const mark = { ...undecodable(first as never, 'tooLarge'), size: bytes }
  return [defaultPayloadConverter.toPayload(mark)]
}
