/**
 * What a kind of case says of itself to the layers that know no kind. Each layer adds what it asks for. Members are written as
 * methods: so a kind's own functions take its own state, and the layers hand them any case of that kind.
 */
import type { PersonActor } from '../values/directory.ts'
import { type CaseId, caseIdOf } from '../values/ids.ts'
import { object, type Shape } from '../values/shape.ts'
import type { ActionEntry } from './action.ts'
import type { DeadlineEntry } from './deadline.ts'
import type { CaseFacts } from './facts.ts'
import type { Catalogue, Check } from './refusal.ts'
import type { CaseState } from './state.ts'

export interface Words {
  zh: string
  en: string
}

/** What a code is called, and nothing else of its entry; itself, where the table has no words for it. */
export function wordsIn(table: Readonly<Partial<Record<string, Words>>>, code: string): Words {
  const { zh, en } = (Object.hasOwn(table, code) ? table[code] : undefined) ?? { zh: code, en: code }
  return { zh, en }
}

/** Several of them as one. */
export const listed = (words: readonly Words[]): Words => ({
  zh: words.map(({ zh }) => zh).join('、'),
  en: words.map(({ en }) => en).join(', '),
})

export interface StatusEntry extends Words {
  /** Nothing leads out of it. */
  ends?: true
}

/** What authorisation looks at besides the case. */
export type AuthorityFacts = Pick<CaseFacts, 'actor' | 'policy'>

export interface CaseKind extends Words {
  /** The part of a case id before the slash. */
  name: string
  /** Every act: its entry, and the shape of its body. */
  actions: Readonly<Record<string, ActionEntry>>
  bodies: Readonly<Record<string, Shape<unknown>>>
  statuses: Readonly<Record<string, StatusEntry>>
  deadlines: Readonly<Record<string, DeadlineEntry>>
  refusals: Catalogue
  /** Relations of its own, and why somebody does not stand in them. */
  relation(name: string, state: CaseState, seen: AuthorityFacts & { actor: PersonActor }): Check
}

/** The entry of an act of this kind; of anything else a mistake in the code. */
export function actionOf({ name, actions }: Pick<CaseKind, 'name' | 'actions'>, verb: string): ActionEntry {
  const entry = actions[verb]
  if (!entry) throw new Error(`${name} has no act ${verb}`)
  return entry
}

/** Nothing leads out of the state that it is in. */
export const hasEnded = ({ statuses }: Pick<CaseKind, 'statuses'>, status: string): boolean =>
  statuses[status]?.ends === true

export const idOf = ({ name }: Pick<CaseKind, 'name'>, { id }: Pick<CaseState, 'id'>): CaseId =>
  caseIdOf(name, id)

/** Of whatever is no act of this kind the body refers to nothing. */
export const bodyShapeOf = ({ bodies }: Pick<CaseKind, 'bodies'>, verb: string): Shape<unknown> =>
  (Object.hasOwn(bodies, verb) ? bodies[verb] : undefined) ?? object({})
