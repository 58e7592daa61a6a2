import type { ProjectEvent } from './events.ts'
import type { Named } from './notices.ts'

/** Whom an event names: people, and roles of organisations. */
export function namedBy(event: ProjectEvent): Named {
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
