/** The form in which every act is sent. Its set of fields is final: a signature becomes mandatory later. */

import type { CaseKind } from '#domain/case/kind.ts'
import {
  type Actor,
  type Named,
  NOBODY_NAMED,
  type OrgId,
  ROLES,
  type Role,
} from '#domain/values/directory.ts'
import type { CaseId, CommandId, PersonId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import {
  date,
  digest,
  flag,
  type Infer,
  instantShape,
  list,
  object,
  oneOf,
  type Shape,
  slug,
  text,
} from '#domain/values/shape.ts'
import { checkShape, type ShapeProblem } from '#domain/values/shape-check.ts'
import { isUndecodable, type Undecodable } from './undecodable.ts'

export interface ActEnvelope {
  /** Hash of actor and Idempotency-Key, or any string that an integrator keeps unique per act. Also the id of the Update. */
  commandId: CommandId
  /** An act of the kind of case that `case` names. */
  action: string
  actor: PersonId
  role: Role
  org: OrgId
  case: CaseId
  /** The round of the review that the act is meant for; null: the current round. */
  round: number | null
  /** SHA-256 of the canonical JSON (RFC 8785) of `body`. */
  contentHash: string
  /** When the API committed the request; judged as the time of receipt if the record agrees. */
  issuedAt: Instant
  body: unknown
  /** 代班: the person whom the actor represents. Role and organisation are then those of that person. */
  actingFor?: PersonId
  signature?: string
}

type Acts = Pick<CaseKind, 'actions'>

const ROLE_NAMES = Object.keys(ROLES) as Role[]

/** No slash: ids with a slash belong to commands of the system, and no sender may use them first. */
const COMMAND_ID: Shape<string> = { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,200}$' }

/** The text fields of an envelope; `round` and `body` are checked separately. */
const FIXED = object(
  {
    commandId: COMMAND_ID,
    action: text(60),
    actor: slug(),
    role: oneOf(ROLE_NAMES),
    org: slug(),
    case: text(200),
    contentHash: digest(),
    issuedAt: instantShape(),
  },
  { actingFor: slug(), signature: text(10_000) },
)

/** What is wrong with a value that should be an envelope; empty when it is one. Never throws. */
function envelopeProblems(value: unknown, { actions }: Acts): ShapeProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return checkShape(FIXED, value)
  const { round, body: _body, ...fixed } = value as Record<string, unknown>
  const problems = checkShape(FIXED, fixed)
  if (typeof fixed.action !== 'string' || !Object.hasOwn(actions, fixed.action)) {
    problems.push({ pointer: '/action', code: 'invalid-value', en: 'is not an act', zh: '不是可办理的事项' })
  }
  if (round !== null && !isRound(round)) {
    problems.push({
      pointer: '/round',
      code: 'invalid-type',
      en: `must be a whole number from 0 to ${ROUND_MAX}, or null`,
      zh: `须为 0 至 ${ROUND_MAX} 的整数或 null`,
    })
  }
  return problems
}

/** No case has nearly so many rounds. */
const ROUND_MAX = 1_000_000
const isRound = (round: unknown): boolean =>
  Number.isSafeInteger(round) && (round as number) >= 0 && (round as number) <= ROUND_MAX

const PATH = list(slug(), 1, 50)
const ACCOUNTS = list(slug<PersonId>(), 0, 50)

const ACTOR = object(
  {
    kind: oneOf(['person']),
    person: slug<PersonId>(),
    role: oneOf(ROLE_NAMES),
    org: slug(),
    orgPath: PATH,
    isLeader: flag(),
  },
  {
    accounts: ACCOUNTS,
    actingFor: object(
      { person: slug<PersonId>(), ownPath: PATH, substitution: text(100) },
      { accounts: ACCOUNTS },
    ),
  },
)

/**
 * What the sender knows about the actor and about the people and organisations that the act names. It saves a second look-up; no
 * decision rests on it, because the record checks it.
 */
export interface ActHint {
  actor: Actor
  named?: HintedNamed
}

/** The actor as the sender gives it; null when it has not the form of one. The record checks it. */
export function hintedActor(hint: unknown): Actor | null {
  const actor = (hint as { actor?: unknown } | null | undefined)?.actor
  return checkShape(ACTOR, actor).length === 0 ? (actor as Actor) : null
}

type HintedNamed = Infer<typeof NAMED>

const NAMED = object(
  {
    people: list(
      object(
        {
          ...{ id: slug<PersonId>(), org: slug(), roles: list(oneOf(ROLE_NAMES), 0, ROLE_NAMES.length) },
          ...{ isLeader: flag(), orgPath: PATH },
        },
        { leftOn: date<PlainDate>(), accounts: ACCOUNTS },
      ),
      0,
      200,
    ),
    organisations: list(
      object({ id: slug(), path: PATH }, { hasExpert: flag(), isNational: flag() }),
      0,
      200,
    ),
  },
  { documents: list(digest(), 0, 400) },
)

/** The people and organisations that the act names, as the sender gives them, if they have that form. The record checks them. */
export function hintedNamed(hint: unknown): Named {
  const named = (hint as { named?: unknown } | null | undefined)?.named
  if (checkShape(NAMED, named).length > 0) return NOBODY_NAMED
  const { people, ...others } = named as HintedNamed
  return { people: people.map(({ leftOn = null, ...person }) => ({ ...person, leftOn })), ...others }
}

/** The same as a hint: an unknown last day is left out. */
export const hintOf = ({ people, organisations, documents }: Named): HintedNamed => ({
  people: people.map(({ leftOn, ...person }) => ({ ...person, ...(leftOn === null ? {} : { leftOn }) })),
  organisations: [...organisations],
  ...(documents ? { documents: [...documents] } : {}),
})

const WHY_UNDECODED: Readonly<Record<Undecodable['why'], string>> = {
  tooLarge: 'the message is too large',
  unreadable: 'the message cannot be read',
  inexact: 'the message has a number with more digits than can be stored exactly',
}

/** Why the message is not an act for this case; null when it is. Never throws. */
export function faultOf(message: unknown, caseId: CaseId, kind: Acts): string | null {
  if (isUndecodable(message)) return WHY_UNDECODED[message.why]
  const problems = envelopeProblems(message, kind).map(({ pointer, en }) => `${pointer} ${en}`)
  if (problems.length > 0) return problems.join('; ')
  return (message as ActEnvelope).case === caseId ? null : 'the act is for another case'
}
