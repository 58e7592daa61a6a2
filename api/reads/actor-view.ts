/** The view of an actor. The system is shown as the system, never as a person. */
import type { Directory } from '#db/intake/directory.ts'
import type { Actor } from '#domain/values/directory.ts'
import { namedOrg, namedPerson, namedRole } from '../contract/named.ts'

export function actorView(actor: Actor, directory: Directory) {
  if (actor.kind === 'system') return { kind: 'system', zh: '系统', en: 'the system' }
  const { person, role, org, actingFor } = actor
  return {
    kind: 'person',
    ...namedPerson(directory, person),
    role: namedRole(role),
    org: namedOrg(directory, org),
    ...(actingFor ? { actingFor: namedPerson(directory, actingFor.person) } : {}),
  }
}
