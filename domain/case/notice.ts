/** A notice about an event: the words, the recipients, and what is to be done next. */
import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Words } from './kind.ts'

/** Groups of notices. A person may mute, collect or delay a group as a whole. */
export const NOTICE_GROUPS = {
  tasks: { zh: '待办', en: 'something to do' },
  outcomes: { zh: '结果', en: 'what was decided' },
  information: { zh: '知会', en: 'for information' },
  deadlines: { zh: '期限提醒', en: 'deadlines' },
  overdue: { zh: '逾期', en: 'overdue' },
} as const satisfies Record<string, { zh: string; en: string }>

export type NoticeGroup = keyof typeof NOTICE_GROUPS

/** Recipients by their relation to the case. `parties`: those of the kind. */
export type CaseParty = 'owner' | 'authority' | 'agency' | 'parties' | 'finance'

/** `named`: the people, and roles of organisations, that the event or the deadline names. */
export type Audience = CaseParty | 'named'

/** People in a role for an organisation. */
export interface Office {
  role: Role
  org: OrgId
}

export interface Named {
  people: PersonId[]
  offices: Office[]
}

export interface Notice extends Words {
  to: readonly Audience[]
  /** The people and offices that the event names. */
  named?(event: { type: string }): Named
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
