/** Which events people may read who work on a case on commission: an allow list, so that a new event is hidden until it says otherwise. */
import type { DeadlineEvent } from '../case/event.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/events.ts'
import type { Kind } from './kind.ts'
import type { SHARED_NEXT_STEPS } from './shared-next-steps.ts'

const SHARED: readonly string[] = [
  'reviewOpened',
  'verdictGiven',
  'seatsClosed',
  'signerAdded',
  'signerRemoved',
  'seatTransferred',
  'seatDelegated',
  'adviceGiven',
  'voteTakenBack',
  'reviewNudged',
  'copiedTo',
  'reviewCarried',
  'verdictsVoided',
  'taskClaimed',
  'taskReleased',
  'taskReassigned',
  'taskClaimEnded',
  'deadlineSet',
  'deadlineCleared',
  'deadlinePassed',
] satisfies (ReviewEvent | TaskEvent | DeadlineEvent)['type'][]

/** What receipts of notices tell of besides events of the record. */
const OF_NOTICES: readonly string[] = [
  'signatureAwaited',
  'deadlineNear',
  'deadlineEscalated',
  'holderLeft',
  'signerLeft',
  'signersGone',
  'adviserLeft',
  'officeEmpty',
] satisfies (keyof typeof SHARED_NEXT_STEPS)[]

export const isForCommissioned = (
  { forCommissioned }: Pick<Kind, 'forCommissioned'>,
  type: string,
): boolean => SHARED.includes(type) || OF_NOTICES.includes(type) || forCommissioned.events.includes(type)
