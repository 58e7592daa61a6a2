/** Notices and history of task events. */
import type { TaskEvent } from '../tasks/events.ts'
import type { SharedEntries } from './shared-event-entry.ts'

export const SHARED_TASK_EVENTS: SharedEntries<TaskEvent> = {
  taskClaimed: {
    notice: null,
    history: { zh: '待办签收', en: 'A task was claimed' },
    forCommissioned: true,
  },
  taskReleased: {
    notice: null,
    history: { zh: '待办退回', en: 'A task was given back' },
    forCommissioned: true,
  },
  taskReassigned: {
    notice: null,
    history: { zh: '待办改派', en: 'A task was handed to somebody' },
    forCommissioned: true,
  },
  taskClaimEnded: {
    notice: null,
    history: { zh: '签收失效', en: 'A claim ended' },
    forCommissioned: true,
  },
}
