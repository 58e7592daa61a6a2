/** What a person may do now, as the API lists it, and why the rest is blocked. */

import type { Observation, ObservedCase } from '../observation.ts'
import { listedTexts, type Titles } from '../problem.ts'
import { personNamed } from '../read-party.ts'
import { doerOf } from '../reference-directory.ts'
import type { Doer } from '../rehearsal.ts'
import { named, wordIn } from '../words.ts'
import { keyOf, type Place } from '../yaml-source.ts'
import { differs, type Expectation, type Mismatch, type Reading } from './expectation.ts'
import { actorText, wordList } from './reading.ts'
import { refusalsIn, refusalWords } from './refusal-words.ts'

const PERMITTED: Titles = { zh: '人员及其事项', en: 'people and their acts' }
const AN_ACT: Titles = { zh: '事项', en: 'an act' }

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
        wanted &&
        (async (seen) => (await Promise.all(wanted.map((one) => mustBeAllowed(one, seen, reading)))).flat())
      )
    },
  },
  mayNot: {
    zh: '不可办理',
    en: 'acts that a person may not do now: {person: acts}, or {person: {act: reasons}}',
    read: (place, reading) => {
      const wanted = permittedIn(place, reading)
      return (
        wanted &&
        (async (seen) => (await Promise.all(wanted.map((one) => mustBeBlocked(one, seen, reading)))).flat())
      )
    },
  },
} as const satisfies Record<string, Expectation>

function permittedIn(place: Place, reading: Reading): Permitted[] | undefined {
  const { source, doer, kind } = reading
  if (!source.isMap(place)) {
    if (!doer)
      return source.fail(place, {
        zh: '{人员: 事项}：这一步无人办理',
        en: '{person: acts}, since nobody acts in this step',
      })
    return actsOf(place, reading, () => doer)
  }
  const permitted = source.entries(place, PERMITTED).map(([name, value]) => {
    const person = personNamed(name, keyOf(value), reading)
    return person && actsOf(value, reading, (verb) => doerOf(person, { act: kind.actions[verb] }))
  })
  return permitted.every((list) => list !== undefined) ? permitted.flat() : undefined
}

function actsOf(
  place: Place,
  reading: Reading,
  doing: (verb: string) => Doer | undefined,
): Permitted[] | undefined {
  if (!reading.source.isMap(place)) {
    const verbs = wordList(reading, place, reading.kind.actions, AN_ACT)
    return verbs?.flatMap((verb) => withDoer(verb, [], doing))
  }
  return reading.source.entries(place, AN_ACT).flatMap(([name, value]) => {
    const verb = wordIn(reading.kind.actions, name)
    if (!verb) {
      reading.source.unknown(keyOf(value), name, reading.kind.actions, AN_ACT)
      return []
    }
    return withDoer(verb, refusalsIn(value, reading) ?? [], doing)
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

async function mustBeAllowed(wanted: Permitted, seen: Observation, reading: Reading): Promise<Mismatch[]> {
  const action = await actionIn(wanted, seen)
  if (action?.allowed) return []
  const { who, act } = namesOf(wanted, reading)
  const expected = { zh: `${who.zh}可以${act.zh}`, en: `${who.en} may ${act.en}` }
  return differs(expected, reasonsTold(action, reading))
}

async function mustBeBlocked(wanted: Permitted, seen: Observation, reading: Reading): Promise<Mismatch[]> {
  const action = await actionIn(wanted, seen)
  const { who, act } = namesOf(wanted, reading)
  const blocked = { zh: `${who.zh}不可${act.zh}`, en: `${who.en} may not ${act.en}` }
  if (action?.allowed) return differs(blocked, { zh: '可以办理', en: 'it is allowed' })
  const missing = wanted.codes.filter((code) => !action?.unmet.includes(code))
  if (missing.length === 0) return []
  const reasons = listedTexts(missing.map((code) => named(refusalWords(reading), code)))
  const because = { zh: `${blocked.zh}，理由是${reasons.zh}`, en: `${blocked.en} because of ${reasons.en}` }
  return differs(because, reasonsTold(action, reading))
}

const namesOf = ({ doer, verb }: Permitted, reading: Reading) => ({
  who: actorText(doer.person, reading),
  act: named(reading.kind.actions, verb),
})

const reasonsTold = (action: ObservedCase['actions'][number] | undefined, reading: Reading): Titles =>
  action
    ? listedTexts(action.unmet.map((code) => named(refusalWords(reading), code)))
    : { zh: '清单上没有此事项', en: 'no such act on the list' }
