/** People and organisations of the reference data, found by the names that rehearsal files use: `zhou-kai`, `周凯` or `Zhou Kai`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ActionEntry } from '#domain/case/action.ts'
import { type Organisation, type Person, ROLES, type Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Doer } from './rehearsal.ts'

const REFERENCE = join(import.meta.dirname, '../db/reference')

export class ReferenceDirectory {
  readonly people: readonly Person[]
  readonly organisations: readonly Organisation[]

  constructor() {
    this.people = parse(readFileSync(join(REFERENCE, 'people.yaml'), 'utf8')) as Person[]
    this.organisations = parse(readFileSync(join(REFERENCE, 'organisations.yaml'), 'utf8')) as Organisation[]
  }

  find(name: string): Person | undefined {
    return this.people.find(({ id, zh, en }) => id === name || zh === name || en === name)
  }

  findOrganisation(name: string): Organisation | undefined {
    return this.organisations.find(({ id, zh, en }) => id === name || zh === name || en === name)
  }

  /** 周凯 or Zhou Kai; the id, if the person is unknown. */
  nameOf(id: string, lang: 'zh' | 'en'): string {
    return this.people.find((person) => person.id === id)?.[lang] ?? id
  }

  byEmail(address: string): Person | undefined {
    return this.people.find(({ email }) => email === address.toLowerCase())
  }
}

/** The person in the given role, otherwise in one that may do the act, otherwise in their first role. */
export function doerOf(
  person: Person,
  { act, role }: { act?: ActionEntry | undefined; role?: Role | undefined } = {},
): Doer | undefined {
  const fitting = act && person.roles.find((held) => act.roles.includes(held))
  const chosen = role ?? fitting ?? person.roles[0]
  return chosen && { person: person.id, role: chosen, org: person.org }
}

export const ROLE_WORDS = ROLES

/** Reads the results of steps: an auditor reads every case completely and decides nothing. */
export const OBSERVER: Doer = { person: 'lu-qing' as PersonId, role: 'auditor', org: 'cnao-investment' }
