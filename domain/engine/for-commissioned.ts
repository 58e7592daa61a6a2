/** Which events people may read who work on a case on commission: an allow list, so that a new event is hidden until it says otherwise. */
import type { DeadlineEvent } from '../case/event.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/events.ts'
import type { Kind } from './kind.ts'

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

export const isForCommissioned = (
  { forCommissioned }: Pick<Kind, 'forCommissioned'>,
  type: string,
): boolean => SHARED.includes(type) || forCommissioned.events.includes(type)
