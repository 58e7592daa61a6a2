/**
 * What the general layers need from a kind of case. Each layer extends this type with what it needs. Members are written as
 * methods, so that the functions of a kind may take the state type of that kind.
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

/** The name of a code, in both languages; the code itself where the table does not have it. */
export function wordsIn(table: Readonly<Partial<Record<string, Words>>>, code: string): Words {
  const { zh, en } = (Object.hasOwn(table, code) ? table[code] : undefined) ?? { zh: code, en: code }
  return { zh, en }
}

/** Several names as one list. */
export const listed = (words: readonly Words[]): Words => ({
  zh: words.map(({ zh }) => zh).join('、'),
  en: words.map(({ en }) => en).join(', '),
})

export interface StatusEntry extends Words {
  /** The case has ended: no other status follows. */
  ends?: true
  /** It waits for nobody and for no clock, for years perhaps: no workflow hosts it until somebody acts on it. */
  rests?: true
}

/** What authorisation uses besides the case. */
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
  /** Checks a relation that this kind defines itself. */
  relation(name: string, state: CaseState, seen: AuthorityFacts & { actor: PersonActor }): Check
}

/** The entry of an act of this kind. Throws for an unknown act, which is a bug. */
export function actionOf({ name, actions }: Pick<CaseKind, 'name' | 'actions'>, verb: string): ActionEntry {
  const entry = actions[verb]
  if (!entry) throw new Error(`${name} has no act ${verb}`)
  return entry
}

/** Whether a case of this status has ended. */
export const hasEnded = ({ statuses }: Pick<CaseKind, 'statuses'>, status: string): boolean =>
  statuses[status]?.ends === true

export const idOf = ({ name }: Pick<CaseKind, 'name'>, { id }: Pick<CaseState, 'id'>): CaseId =>
  caseIdOf(name, id)

/** The shape of an act's body; of an unknown act, an empty object. */
export const bodyShapeOf = ({ bodies }: Pick<CaseKind, 'bodies'>, verb: string): Shape<unknown> =>
  (Object.hasOwn(bodies, verb) ? bodies[verb] : undefined) ?? object({})
