/** What a person may do now, as the API lists it, and why the rest is blocked. */

import type { Observation, ObservedCase } from '../observation.ts'
import { shown } from '../problem.ts'
import { doerOf } from '../reference-directory.ts'
import type { Doer } from '../rehearsal.ts'
import { wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import type { Expectation, Mismatch, Reading } from './expectation.ts'
import { wordList } from './reading.ts'

interface Permitted {
  doer: Doer
  verb: string
  /** Codes that must be among the reasons; only where it is not allowed. */
  codes: string[]
}

export const PERMISSIONS = {
  may: {
    zh: '可办理',
    en: 'acts that a person may do now: {person: acts}, or acts of the one who acts in this step',
    read: (place, reading) => {
      const wanted = permittedIn(place, reading)
      return (
        wanted && (async (seen) => (await Promise.all(wanted.map((one) => mustBeAllowed(one, seen)))).flat())
      )
    },
  },
  mayNot: {
    zh: '不可办理',
    en: 'acts that a person may not do now: {person: acts}, or {person: {act: reasons}}',
    read: (place, reading) => {
      const wanted = permittedIn(place, reading)
      return (
        wanted && (async (seen) => (await Promise.all(wanted.map((one) => mustBeBlocked(one, seen)))).flat())
      )
    },
  },
} as const satisfies Record<string, Expectation>

function permittedIn(place: Place, reading: Reading): Permitted[] | undefined {
  const { source, directory, doer, kind } = reading
  if (!source.isMap(place)) {
    if (!doer) return source.fail(place, '{person: acts}, since nobody acts in this step')
    return actsOf(place, reading, () => doer)
  }
  const permitted = source.entries(place, 'people and their acts').map(([name, value]) => {
    const person = directory.find(name)
    if (!person) return source.fail(value, 'a person of db/reference/people.yaml', shown(name))
    return actsOf(value, reading, (verb) => doerOf(person, { act: kind.actions[verb] }))
  })
  return permitted.every((list) => list !== undefined) ? permitted.flat() : undefined
}

function actsOf(
  place: Place,
  reading: Reading,
  doing: (verb: string) => Doer | undefined,
): Permitted[] | undefined {
  if (!reading.source.isMap(place)) {
    const verbs = wordList(reading, place, reading.kind.actions, 'an act')
    return verbs?.flatMap((verb) => withDoer(verb, [], doing))
  }
  return reading.source.entries(place, 'acts').flatMap(([name, value]) => {
    const verb = wordIn(reading.kind.actions, name)
    if (!verb) {
      reading.source.fail(value, 'an act (docs/rehearsal.md lists them)', shown(name))
      return []
    }
    const codes = reading.source.value(value)
    return withDoer(verb, (Array.isArray(codes) ? codes : [codes]).map(String), doing)
  })
}

function withDoer(verb: string, codes: string[], doing: (verb: string) => Doer | undefined): Permitted[] {
  const doer = doing(verb)
  return doer ? [{ doer, verb, codes }] : []
}

async function actionIn(
  { doer, verb }: Permitted,
  seen: Observation,
): Promise<ObservedCase['actions'][number] | undefined> {
  return (await seen.caseFor(doer)).actions.find((action) => action.verb === verb)
}

async function mustBeAllowed(wanted: Permitted, seen: Observation): Promise<Mismatch[]> {
  const action = await actionIn(wanted, seen)
  if (action?.allowed) return []
  const found = action ? action.unmet.join(', ') : 'no such act on the list'
  return [{ expected: `${wanted.doer.person} may ${wanted.verb}`, found }]
}

async function mustBeBlocked(wanted: Permitted, seen: Observation): Promise<Mismatch[]> {
  const action = await actionIn(wanted, seen)
  const { doer, verb, codes } = wanted
  if (action?.allowed) return [{ expected: `${doer.person} may not ${verb}`, found: 'it is allowed' }]
  const missing = codes.filter((code) => !action?.unmet.includes(code))
  return missing.length === 0
    ? []
    : [
        {
          expected: `${doer.person} may not ${verb} because of ${missing.join(', ')}`,
          found: action?.unmet.join(', ') ?? 'no such act on the list',
        },
      ]
}
