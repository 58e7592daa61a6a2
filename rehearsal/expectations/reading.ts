/** Small forms that several expectations are written in. */

import { NOTHING, shown, type Titles } from '../problem.ts'
import { organisationNamed, personNamed } from '../read-party.ts'
import { ROLE_WORDS } from '../reference-directory.ts'
import { named, type Words, wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import type { Reading } from './expectation.ts'

export const NONE = ['none', '无']

const A_TURN: Titles = {
  zh: '轮到谁，例如 审批部门@国家发展和改革委员会：角色@单位',
  en: 'a turn such as approver@ndrc: a role @ an organisation',
}

export const isNone = ({ source }: Reading, place: Place): boolean =>
  source.isText(place) && NONE.includes(source.text(place, NOTHING) ?? '')

/** A word of the domain in either language; a long list is not printed whole. */
export function word<K extends string>(
  reading: Reading,
  place: Place,
  words: Words<K>,
  what: Titles,
): K | undefined {
  const text = reading.source.text(place, what)
  if (text === undefined) return undefined
  const isLong = Object.keys(words).length > 12
  return wordIn(words, text) ?? reading.source.unknown(place, text, words, isLong ? what : undefined)
}

/** One word or a list of them; `none` is the empty list. Undefined where the file makes no sense. */
export function wordList<K extends string>(
  reading: Reading,
  place: Place,
  words: Words<K>,
  what: Titles,
): K[] | undefined {
  if (isNone(reading, place)) return []
  const places = reading.source.isList(place) ? reading.source.items(place, what) : [place]
  const known = places.map((item) => word(reading, item, words, what))
  return known.every((item) => item !== undefined) ? known : undefined
}

/** `approver@ndrc`, `审批部门@国家发展和改革委员会`. */
export function turnText(reading: Reading, place: Place): string | undefined {
  const { source } = reading
  const text = source.text(place, A_TURN)
  if (text === undefined) return undefined
  const [role = '', org, ...rest] = text.split('@')
  if (org === undefined || rest.length > 0) return source.fail(place, A_TURN, shown(text))
  const knownRole = wordIn(ROLE_WORDS, role)
  if (!knownRole) return source.unknown(place, role, ROLE_WORDS, { zh: '角色', en: 'a role' })
  const knownOrg = organisationNamed(org, place, reading)
  return knownOrg && `${knownRole}@${knownOrg.id}`
}

export function integer({ source }: Reading, place: Place, what: Titles): number | undefined {
  const value = source.value(place)
  return Number.isSafeInteger(value) ? (value as number) : source.fail(place, what)
}

/** A person, or the machine: what the clock did is never shown as a person's act. */
export function actorIn(place: Place, reading: Reading): string | undefined {
  const name = reading.source.text(place, { zh: '人员，或系统', en: 'a person, or system' })
  if (name === undefined || name === 'system') return name
  return name === SYSTEM.zh ? 'system' : personNamed(name, place, reading)?.id
}

/** A person by name, or the machine. */
export const actorText = (actor: string, { directory }: Pick<Reading, 'directory'>): Titles =>
  actor === 'system' ? SYSTEM : named(directory.peopleWords, actor)

const SYSTEM: Titles = { zh: '系统', en: 'system' }
