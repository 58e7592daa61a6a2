/** Events in words, as history. What happens by itself is told as such, never as a person's doing. */
import type { CaseEvent, DeadlineEvent } from '../case/event.ts'
import { type Words, wordsIn } from '../case/kind.ts'
import type { TaskEvent } from '../tasks/events.ts'
import type { Kind } from './kind.ts'
import { wordsOfReview } from './review-words.ts'

/** The words for one event. Those of its notice serve where nothing better is said. */
export function wordsOfEvent(kind: Kind, event: CaseEvent): Words {
  const special =
    kind.wordsOfEvent(event) ??
    wordsOfDeadline(kind, event as DeadlineEvent) ??
    TASK_WORDS[event.type as TaskEvent['type']] ??
    wordsOfReview(kind, event) ??
    kind.machineWords(event)
  if (special) return special
  const notice = kind.notices[event.type]
  return notice ? { zh: notice.zh, en: notice.en } : UNKNOWN
}

/** Of an event that the code has no words for: every one that it knows has some. */
const UNKNOWN: Words = { zh: '其他记录', en: 'Another entry' }

const TASK_WORDS: Readonly<Partial<Record<TaskEvent['type'], Words>>> = {
  taskClaimed: { zh: '待办签收', en: 'A task was claimed' },
  taskReleased: { zh: '待办退回', en: 'A task was given back' },
  taskReassigned: { zh: '待办改派', en: 'A task was handed to somebody' },
  taskClaimEnded: { zh: '签收失效', en: 'A claim ended' },
}

function wordsOfDeadline({ deadlines }: Kind, event: DeadlineEvent): Words | undefined {
  const name = event.type === 'deadlineSet' ? event.deadline.kind : event.kind
  const { zh, en } = wordsIn(deadlines, name)
  switch (event.type) {
    case 'deadlineSet': {
      const { dueOn, provisional } = event.deadline
      const [mark, remark] = provisional ? ['（暂定）', ' (provisional)'] : ['', '']
      return { zh: `期限“${zh}”：${dueOn}${mark}`, en: `Deadline ${en}: ${dueOn}${remark}` }
    }
    case 'deadlineCleared':
      return { zh: `期限“${zh}”解除`, en: `Deadline ${en} lifted` }
    case 'deadlinePassed':
      return { zh: `期限“${zh}”届满（系统）`, en: `Deadline ${en} passed (system)` }
    default:
      return undefined
  }
}
