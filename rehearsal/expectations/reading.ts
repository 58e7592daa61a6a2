/** Small forms that several expectations are written in. */

import { shown } from '../problem.ts'
import { ROLE_WORDS } from '../reference-directory.ts'
import { nearest, type Words, wordIn, wordsOf } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import type { Reading } from './expectation.ts'

export const NONE = ['none', '无']

export const isNone = ({ source }: Reading, place: Place): boolean =>
  source.isText(place) && NONE.includes(source.text(place, '') ?? '')

/** A word of the domain in either language; a long list is not printed whole. */
export function word<K extends string>(
  reading: Reading,
  place: Place,
  words: Words<K>,
  what: string,
): K | undefined {
  const text = reading.source.text(place, what)
  if (text === undefined) return undefined
  const known = wordIn(words, text)
  if (known !== undefined) return known
  const list = Object.keys(words).length > 12 ? `${what} such as ${nearest(words, text)}` : wordsOf(words)
  return reading.source.fail(place, Object.keys(words).length > 12 ? list : `one of ${list}`, shown(text))
}

/** One word or a list of them; `none` is the empty list. Undefined where the file makes no sense. */
export function wordList<K extends string>(
  reading: Reading,
  place: Place,
  words: Words<K>,
  what: string,
): K[] | undefined {
  if (isNone(reading, place)) return []
  const places = reading.source.isList(place) ? reading.source.items(place, what) : [place]
  const known = places.map((item) => word(reading, item, words, what))
  return known.every((item) => item !== undefined) ? known : undefined
}

/** `approver@ndrc`, `审批部门@国家发展和改革委员会`. */
export function turnText({ source, directory }: Reading, place: Place): string | undefined {
  const text = source.text(place, 'a turn such as approver@ndrc')
  const [role = '', org = ''] = text?.split('@') ?? []
  const knownRole = wordIn(ROLE_WORDS, role)
  const knownOrg = directory.findOrganisation(org)
  if (text !== undefined && knownRole && knownOrg) return `${knownRole}@${knownOrg.id}`
  return text === undefined
    ? undefined
    : source.fail(place, 'a turn such as approver@ndrc: a role @ an organisation', shown(text))
}

export function integer({ source }: Reading, place: Place, what: string): number | undefined {
  const value = source.value(place)
  return Number.isSafeInteger(value) ? (value as number) : source.fail(place, what)
}

/** A person, or the machine: what the clock did is never shown as a person's act. */
export function actorIn(place: Place, { source, directory }: Reading): string | undefined {
  const name = source.text(place, 'a person, or system') ?? ''
  if (name === 'system' || name === '系统') return 'system'
  return directory.find(name)?.id ?? source.fail(place, 'a person of db/reference/people.yaml, or system')
}
