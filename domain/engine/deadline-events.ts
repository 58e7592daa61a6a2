/** Deadline events: how they change a case, their notices, and their history. */
import { sameDeadline } from '../case/deadline.ts'
import type { DeadlineEvent } from '../case/event.ts'
import type { SharedEvents } from '../case/event-presentation.ts'
import { wordsIn } from '../case/kind.ts'
import { information } from '../case/notice.ts'
import type { CaseState } from '../case/state.ts'
import { movedFrom } from './deadline-move.ts'

export const DEADLINE_EVENTS: SharedEvents<CaseState, DeadlineEvent> = {
  deadlineSet: {
    evolve: (state, { deadline, why }) => {
      const before = state.deadlines.find((armed) => sameDeadline(armed, deadline))
      const others = state.deadlines.filter((armed) => armed !== before)
      return { ...state, deadlines: [...others, before ? movedFrom(before, deadline, why) : deadline] }
    },
    // If an act set the deadline, the notice of the act is enough. If a calendar or a policy moved it, people get this notice.
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
    evolve: (state, lifted) => ({
      ...state,
      deadlines: state.deadlines.filter((armed) => !sameDeadline(armed, lifted)),
    }),
    notice: null,
    history: ({ kind }, { deadlines }) => {
      const { zh, en } = wordsIn(deadlines, kind)
      return { zh: `期限“${zh}”解除`, en: `Deadline ${en} lifted` }
    },
    forCommissioned: true,
  },
  deadlinePassed: {
    evolve: (state, passed) => ({
      ...state,
      deadlines: state.deadlines.filter((armed) => !sameDeadline(armed, passed)),
      passed: { ...state.passed, [passed.kind]: { round: passed.round, dueAt: passed.dueAt } },
    }),
    notice: null,
    history: ({ kind }, { deadlines }) => {
      const { zh, en } = wordsIn(deadlines, kind)
      return { zh: `期限“${zh}”届满（系统）`, en: `Deadline ${en} passed (system)` }
    },
    forCommissioned: true,
  },
}
