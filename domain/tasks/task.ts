/** A task: what waits for whom, since when the record says, until when, and why. */
import { type OrgId, ROLES, type Role } from '../directory.ts'
import type { PersonId } from '../ids.ts'
import type { Instant, PlainDate } from '../plain-date.ts'
import { ACTIONS, type Verb } from '../project/actions.ts'
import type { ReviewStep } from '../review/steps.ts'

/** Why a case stands still. {role} and {act} are filled in. */
export const WAITING_REASONS = {
  turn: { zh: '等待{role}办理“{act}”', en: 'waits for the {role} to {act}' },
  seat: { zh: '等待{role}签署“{act}”', en: 'waits for a further signature of the {role}: {act}' },
  paused: {
    zh: '审批计时已中止；等待{role}办理“{act}”',
    en: 'the decision clock is paused; waits for the {role} to {act}',
  },
} as const satisfies Record<string, { zh: string; en: string }>

export type WaitingReason = keyof typeof WAITING_REASONS

export interface Task {
  /** `project/<id>/decide/1`: the same as long as it waits; at most one open task has it. */
  key: string
  /** The act that is waited for; `confirm` for a further signature. */
  kind: Verb
  /** The act that takes effect: for a signature the one that is signed. */
  verb: Verb
  role: Role
  org: OrgId
  /** Who claimed it or had it assigned; null: anybody of the group. */
  person: PersonId | null
  /** Set with signatures. */
  step: ReviewStep | null
  round: number
  dueOn: PlainDate | null
  dueAt: Instant | null
  provisional: boolean
  why: WaitingReason
  /** Only a leader can do it. */
  leaderOnly: boolean
  /** Who may not do it: `person:…` and `org:…`. Preparers and their bureaus never decide; nobody signs twice. */
  barred: string[]
}

/** Who is next and why it waits, in words. */
export function wordsOfWaiting({ why, role, verb }: Pick<Task, 'why' | 'role' | 'verb'>): {
  code: WaitingReason
  zh: string
  en: string
} {
  const { zh, en } = WAITING_REASONS[why]
  const fill = (text: string, language: 'zh' | 'en'): string =>
    text.replace('{role}', ROLES[role][language]).replace('{act}', ACTIONS[verb][language])
  return { code: why, zh: fill(zh, 'zh'), en: fill(en, 'en') }
}
