/** A notice: what is told of an event, to whom, and what there is to do next. */
import type { Words } from '../case/kind.ts'
import type { Office } from '../review/events.ts'
import type { PersonId } from '../values/ids.ts'
import type { NoticeGroup } from './notice-policy.ts'

/** `named`: whoever the event or the deadline itself names, as people or as roles of organisations. */
export type Audience = 'owner' | 'authority' | 'agency' | 'finance' | 'named'

export interface Named {
  people: PersonId[]
  offices: Office[]
}

export interface Notice extends Words {
  to: readonly Audience[]
  /** Told only then; by default always. */
  when?(event: { type: string }): boolean
}

/** What there is to do next: by whom, whoever reads it. */
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

/** What follows where a signature is waited for. */
export const SIGN = [
  '请查看待签内容，签署同意或提出异议。',
  'Please look at what is to be signed: sign or object.',
] as const

/** What follows where nothing has to be done. */
export const NOTHING_TO_DO = ['无需办理。', 'Nothing needs to be done.'] as const

interface Noticed {
  name: string
  nextSteps: Readonly<Partial<Record<string, NoticeWords>>>
}

/** Of an event, a deadline before or after it, a signature that is waited for, or a task that nobody is left to do. */
export function noticeWordsOf({ name, nextSteps }: Noticed, event: string): NoticeWords {
  const found = nextSteps[event]
  if (!found) throw new Error(`nobody is told of ${event} of a ${name}`)
  return found
}
