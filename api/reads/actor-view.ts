/** Whoever did something, as people see them. The machine is shown as the machine, never as a person. */
import type { Directory } from '#db/intake/directory.ts'
import type { Actor } from '#domain/directory.ts'
import type { PersonId } from '#domain/ids.ts'
import { namedOrg, namedRole } from '../contract/named.ts'

export function actorView(actor: Actor, directory: Directory) {
  if (actor.kind === 'system') return { kind: 'system', zh: '系统', en: 'the system' }
  const { person, role, org, actingFor } = actor
  return {
    kind: 'person',
    ...personIn(directory, person),
    role: namedRole(role),
    org: namedOrg(directory, org),
    ...(actingFor ? { actingFor: personIn(directory, actingFor.person) } : {}),
  }
}

function personIn(directory: Directory, person: PersonId) {
  const { zh, en } = directory.people.get(person) ?? { zh: person, en: person }
  return { person, zh, en }
}
