/** Whoever did something, as people see them. The machine is shown as the machine, never as a person. */
import type { Directory } from '#db/intake/directory.ts'
import type { Actor } from '#domain/directory.ts'
import { namedOrg, namedRole } from '../contract/named.ts'

export function actorView(actor: Actor, directory: Directory) {
  if (actor.kind === 'system') return { kind: 'system', zh: '系统', en: 'the system' }
  const { person, role, org } = actor
  const { zh, en } = directory.people.get(person) ?? { zh: person, en: person }
  return { kind: 'person', person, zh, en, role: namedRole(role), org: namedOrg(directory, org) }
}
