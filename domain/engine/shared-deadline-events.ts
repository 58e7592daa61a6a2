/** Notices and history of deadline events. */
import type { DeadlineEvent } from '../case/event.ts'
import { wordsIn } from '../case/kind.ts'
import { information } from './notice.ts'
import type { SharedEntries } from './shared-event-entry.ts'

export const SHARED_DEADLINE_EVENTS: SharedEntries<DeadlineEvent> = {
  // If an act set the deadline, the notice of the act is enough. If a calendar or a policy moved it, people get this notice.
  deadlineSet: {
    notice: {
      to: ['owner', 'authority'],
      zh: '期限已重新计算',
      en: 'A deadline was planned anew',
      next: information('请查看新的到期日。', 'Please look at the new due date.'),
      when: ({ why }) => why !== 'rules',
    },
    history: ({ deadline: { kind, dueOn, provisional } }, { deadlines }) => {
      const { zh, en } = wordsIn(deadlines, kind)
      const [mark, remark] = provisional ? ['（暂定）', ' (provisional)'] : ['', '']
      return { zh: `期限“${zh}”：${dueOn}${mark}`, en: `Deadline ${en}: ${dueOn}${remark}` }
    },
    forCommissioned: true,
  },
  deadlineCleared: {
    notice: null,
    history: ({ kind }, { deadlines }) => {
      const { zh, en } = wordsIn(deadlines, kind)
      return { zh: `期限“${zh}”解除`, en: `Deadline ${en} lifted` }
    },
    forCommissioned: true,
  },
  deadlinePassed: {
    notice: null,
    history: ({ kind }, { deadlines }) => {
      const { zh, en } = wordsIn(deadlines, kind)
      return { zh: `期限“${zh}”届满（系统）`, en: `Deadline ${en} passed (system)` }
    },
    forCommissioned: true,
  },
}
