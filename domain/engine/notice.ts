/** A notice about an event: the words, the recipients, and what is to be done next. */
import type { Words } from '../case/kind.ts'
import type { Office } from '../review/events.ts'
import type { PersonId } from '../values/ids.ts'
import type { NoticeGroup } from './notice-policy.ts'

/** `named`: the people, and roles of organisations, that the event or the deadline names. */
export type Audience = 'owner' | 'authority' | 'agency' | 'finance' | 'named'

export interface Named {
  people: PersonId[]
  offices: Office[]
}

export interface Notice extends Words {
  to: readonly Audience[]
  /** Sent only if this holds; by default always. */
  when?(event: { type: string }): boolean
}

/** What is to be done next. All recipients get the same words, so they say who is to do it. */
export interface NoticeWords extends Words {
  group: NoticeGroup
}

const nextStep =
  (group: NoticeGroup) =>
  (zh: string, en: string): NoticeWords => ({ group, zh, en })

export const toDo = nextStep('tasks')
export const outcome = nextStep('outcomes')
export const information = nextStep('information')
export const beforeDue = nextStep('deadlines')
export const overdue = nextStep('overdue')

/** The next step when a signature is waited for. */
export const SIGN = [
  '请查看待签内容，签署同意或提出异议。',
  'Please look at what is to be signed: sign or object.',
] as const

/** The next step when nothing has to be done. */
export const NOTHING_TO_DO = ['无需办理。', 'Nothing needs to be done.'] as const

interface Noticed {
  name: string
  nextSteps: Readonly<Partial<Record<string, NoticeWords>>>
}

/** The next step by an event, a near or overdue deadline, an awaited signature, or an unattended task. */
export function noticeWordsOf({ name, nextSteps }: Noticed, event: string): NoticeWords {
  const found = nextSteps[event]
  if (!found) throw new Error(`no notice of ${event} of a ${name}`)
  return found
}
