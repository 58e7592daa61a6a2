/** People and organisations of the reference data, found by the names that rehearsal files use: `zhou-kai`, `周凯` or `Zhou Kai`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ActionEntry } from '#domain/case/action.ts'
import { type Organisation, type Person, ROLES, type Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Titles } from './problem.ts'
import type { Doer } from './rehearsal.ts'
import { named, type Words } from './words.ts'

const byId = (parties: readonly { id: string; zh: string }[]): Words<string> =>
  Object.fromEntries(parties.map(({ id, zh }) => [id, { zh }]))

const REFERENCE = join(import.meta.dirname, '../db/reference')

export class ReferenceDirectory {
  readonly people: readonly Person[]
  readonly organisations: readonly Organisation[]
  /** What they are called in Chinese, by their codes. */
  readonly peopleWords: Words<string>
  readonly organisationWords: Words<string>

  constructor() {
    this.people = parse(readFileSync(join(REFERENCE, 'people.yaml'), 'utf8')) as Person[]
    this.organisations = parse(readFileSync(join(REFERENCE, 'organisations.yaml'), 'utf8')) as Organisation[]
    this.peopleWords = byId(this.people)
    this.organisationWords = byId(this.organisations.map((one) => ({ ...one, zh: this.fullName(one) })))
  }

  find(name: string): Person | undefined {
    return this.people.find(({ id, zh, en }) => id === name || zh === name || en === name)
  }

  /** Bureaus of several departments may share a name: such a one is found by that of its department as well. */
  findOrganisation(name: string): Organisation | undefined {
    const called = this.organisations.filter(
      ({ id, zh, en }) => [zh, en].includes(name) || this.organisationWords[id]?.zh === name,
    )
    return this.organisations.find(({ id }) => id === name) ?? (called.length === 1 ? called[0] : undefined)
  }

  /** 周凯 or Zhou Kai; the id, if the person is unknown. */
  nameOf(id: string, lang: 'zh' | 'en'): string {
    return this.people.find((person) => person.id === id)?.[lang] ?? id
  }

  byEmail(address: string): Person | undefined {
    return this.people.find(({ email }) => email === address.toLowerCase())
  }

  /** 高技术司; 民政部信息化办公室, as another department has one, too. */
  private fullName({ zh, parent }: Organisation): string {
    const isShared = this.organisations.filter((one) => one.zh === zh).length > 1
    const above = isShared && this.organisations.find(({ id }) => id === parent)
    return above ? `${above.zh}${zh}` : zh
  }

  /** `approver@ndrc`; 审批部门@国家发展和改革委员会. */
  officeText(office: string): Titles {
    const [role = '', org = ''] = office.split('@')
    return { zh: `${named(ROLES, role).zh}@${named(this.organisationWords, org).zh}`, en: office }
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
