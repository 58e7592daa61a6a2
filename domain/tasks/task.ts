/** A task: what waits for whom, since when, until when, and why. */

import { barredUnit, isNationalDrafter } from '../case/duties.ts'
import { actionOf, type CaseKind, type Words } from '../case/kind.ts'
import type { CaseState } from '../case/state.ts'
import { atSeat } from '../review/seat-titles.ts'
import { type OrgId, ROLES, type Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import { filled } from '../values/template.ts'

/** Why a case stands still, or why somebody has it in the inbox. {role} and {act} are filled in. */
export const WAITING_REASONS = {
  turn: { zh: '等待{role}办理“{act}”', en: 'waits for the {role} to {act}' },
  seat: { zh: '等待{role}签署“{act}”', en: 'waits for a signature of the {role}: {act}' },
  advice: { zh: '等待{role}反馈意见：“{act}”', en: 'waits for advice of the {role}: {act}' },
  signatures: { zh: '等待签署“{act}”', en: 'waits for signatures: {act}' },
  paused: {
    zh: '审批计时已中止；等待{role}办理“{act}”',
    en: 'the decision clock is paused; waits for the {role} to {act}',
  },
  copied: { zh: '抄送阅知', en: 'copied, to be read' },
} as const satisfies Record<string, { zh: string; en: string }>

export type WaitingReason = keyof typeof WAITING_REASONS

const SOMEBODY = { zh: '指定人员', en: 'person named' }

export interface Due {
  dueOn: PlainDate | null
  dueAt: Instant | null
  provisional: boolean
}

export const NO_DUE: Due = { dueOn: null, dueAt: null, provisional: false }

export interface Task extends Due {
  /** `<kind>/<id>/decide/1`: the same as long as it waits; at most one open task has it. */
  key: string
  /** The act that is waited for; `confirm` for a vote, `advise` for advice on one. */
  kind: string
  /** The act that takes effect: for a vote the one that is decided on. */
  verb: string
  /** Null: whatever the role of the person named. */
  role: Role | null
  /** Null: wherever the person named works. */
  org: OrgId | null
  /** Who claimed it, had it assigned, or is named by it; null: anybody of the group. */
  person: PersonId | null
  /** Made out to the person, who may pass on the seat but not the task. */
  isPersonal: boolean
  /** Set with votes. */
  step: string | null
  seat: string | null
  /** The round of the stage; of a condition its number, of a report its year. */
  round: number
  /** Where the state knows better than the event that opened it since when it waits. */
  since: Instant | null
  why: WaitingReason
  /** Only a leader can do it. */
  leaderOnly: boolean
  /** Who may not do it: `person:…` and `org:…`, which stands for all below it. */
  barred: string[]
}

/** Who is next and why it waits, in words. */
export function wordsOfWaiting(
  kind: Pick<CaseKind, 'name' | 'actions'>,
  { why, role, verb }: Pick<Task, 'why' | 'role' | 'verb'>,
): { code: WaitingReason; zh: string; en: string } {
  const params = { role: role === null ? SOMEBODY : ROLES[role], act: actionOf(kind, verb) }
  return { code: why, ...filled(WAITING_REASONS[why], params) }
}

/** What it is called where it is spoken of: by its act, a vote by its seat as well. */
export function titleOfTask(
  kind: Pick<CaseKind, 'name' | 'actions'>,
  { verb, seat }: Pick<Task, 'verb' | 'seat'>,
): Words {
  const { zh, en } = actionOf(kind, verb)
  return seat === null ? { zh, en } : atSeat({ zh, en }, seat)
}

/** Whoever had a part in the case, with their organisation (`duties.ts`), and whoever has a voice already. */
export function barredFrom(
  { kind, state }: { kind: Pick<CaseKind, 'name' | 'actions'>; state: CaseState },
  verb: string,
  voices: readonly PersonId[],
): string[] {
  const persons = voices.map((person) => `person:${person}`)
  const { decides, relation } = actionOf(kind, verb)
  if (!decides) return persons
  const { authority, owner, parts } = state
  // A national body decides on its own projects, too.
  const deciding = relation === 'authority' ? [authority] : [authority, owner]
  // Of a national body's own act; nobody of a firm is in its offices anyway.
  const barring = relation === 'authority' ? parts : parts.filter((part) => !isNationalDrafter(state, part))
  const units = barring.flatMap((part) => barredUnit(state, part, deciding) ?? [])
  const people = parts.flatMap(({ person }) => person ?? [])
  const owners = deciding.includes(owner) ? [] : [owner]
  return [
    ...new Set([
      ...persons,
      ...people.map((person) => `person:${person}`),
      ...[...units, ...owners].map((org) => `org:${org}`),
    ]),
  ].toSorted()
}
