import type { CaseEvent } from '../case/event.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { Named } from './notice.ts'

/** The people, and roles of organisations, that an event names. */
export function namedBy(of: CaseEvent): Named {
  const event = of as ReviewEvent
  switch (event.type) {
    case 'signerAdded': {
      const { person, role, org } = event
      return { people: person ? [person] : [], offices: role && org ? [{ role, org }] : [] }
    }
    case 'seatTransferred':
    case 'seatDelegated':
      return { people: [event.to], offices: [] }
    case 'copiedTo':
      return { people: event.people, offices: [] }
    case 'reviewNudged':
      return { people: event.people, offices: event.offices }
    default:
      return { people: [], offices: [] }
  }
}
