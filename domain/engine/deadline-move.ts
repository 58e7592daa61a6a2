/** A date that a new calendar or policy moves is shown with the old date and the cause. */
import type { Deadline } from '../case/deadline.ts'
import type { DeadlineSet } from '../case/event.ts'
import { type CaseKind, type Words, wordsIn } from '../case/kind.ts'

/** The deadline after the move. If an act moved it, no cause is stored: the act is the cause. */
export function movedFrom(
  before: Deadline,
  deadline: DeadlineSet['deadline'],
  why: DeadlineSet['why'],
): Deadline {
  if (why === 'rules') return deadline
  const version = why === 'calendar' ? deadline.calendarVersion : deadline.policyVersion
  const { dueOn: from, provisional: wasProvisional } = before
  return { ...deadline, moved: { from, wasProvisional, cause: why, version } }
}

const CAUSES = {
  calendar: { zh: '工作日历', en: 'working calendar' },
  policy: { zh: '政策', en: 'policy' },
} as const

/** The move in words: old date, new date, and the version that caused it. */
export function wordsOfMove(
  { deadlines }: Pick<CaseKind, 'deadlines'>,
  { kind, dueOn, provisional, moved }: Deadline,
): Words | undefined {
  if (!moved) return undefined
  const { zh, en } = wordsIn(deadlines, kind)
  const cause = CAUSES[moved.cause]
  const [mark, remark] = provisional ? ['（暂定）', ' (provisional)'] : ['', '']
  const because = { zh: `因${cause.zh} ${moved.version}`, en: `by the ${cause.en} ${moved.version}` }
  if (moved.from === dueOn) {
    return provisional
      ? {
          zh: `${because.zh}，期限“${zh}”改为暂定：${dueOn}`,
          en: `Deadline ${en} is provisional ${because.en}: ${dueOn}`,
        }
      : {
          zh: `${because.zh}，期限“${zh}”不再暂定：${dueOn}`,
          en: `Deadline ${en} is firm ${because.en}: ${dueOn}`,
        }
  }
  return {
    zh: `${because.zh}，期限“${zh}”由 ${moved.from} 调整为 ${dueOn}${mark}`,
    en: `Deadline ${en} moved from ${moved.from} to ${dueOn}${remark} ${because.en}`,
  }
}
