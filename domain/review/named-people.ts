/** The people and organisations that an act names are there. Their entries in the directory are facts of the decision, like the actor. */

import { bodyShapeOf, type CaseKind } from '../case/kind.ts'
import { namedIn } from '../case/references.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import type { NamedPerson } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewFacts } from './kind.ts'
import type { Review } from './state.ts'
import type { RoundTopic } from './topic.ts'

const REFUSALS = {
  personLeft: {
    kind: 'gate',
    zh: '{person} 已于 {leftOn} 离任',
    en: '{person} left on {leftOn}',
    source: SEPARATION_OF_DUTIES,
  },
  namedIsGone: {
    kind: 'gate',
    zh: '所议事项指定的 {name} 已不在名录中：请对本次提议表示反对，另行指定后重新提出',
    en: 'the directory no longer shows {name}, whom the proposed act names: object to it, and propose it anew with another one',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type KnownPeople = Pick<ReviewFacts, 'named' | 'on'>

export const entryOf = ({ named }: KnownPeople, person: PersonId): NamedPerson | undefined =>
  named.people.find(({ id }) => id === person)

/** The person has not left on that day. That the person exists is checked for all names (`references.ts`). */
export function presentCheck(facts: KnownPeople, person: PersonId): Check {
  const leftOn = entryOf(facts, person)?.leftOn ?? null
  return must(leftOn === null || facts.on <= leftOn, 'personLeft', { person, leftOn: leftOn ?? '' })
}

/** Everybody whom the act named when it was proposed, and every organisation, is still there when it takes effect. */
export function stillThereChecks(
  kind: Pick<CaseKind, 'bodies'>,
  { verb, body }: Pick<Review['subject'], 'verb' | 'body'>,
  facts: KnownPeople,
): Check[] {
  const { people, organisations } = namedIn(bodyShapeOf(kind, verb), body)
  const { named } = facts
  return [
    ...organisations.map((name) =>
      must(
        named.organisations.some(({ id }) => id === name),
        'namedIsGone',
        { name },
      ),
    ),
    ...people.map((name) => must(entryOf(facts, name) !== undefined, 'namedIsGone', { name })),
    ...people.map((person) => presentCheck(facts, person)),
  ]
}

export const NAMED_PEOPLE = { refusals: REFUSALS } satisfies RoundTopic
