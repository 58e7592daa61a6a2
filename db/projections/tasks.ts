/** Tasks as they open and are done, event by event. */
import type { Stage } from '#domain/approval/words.ts'
import type { PersonId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { Task } from '#domain/tasks/task.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { bulkInsert, type Statement } from '../bulk.ts'
import { task } from '../schema/task.ts'

/** What an open task's row knows beyond the state. */
export interface OpenTask {
  key: string
  openedSeq: number
  since: Instant
}

export interface DoneTask extends OpenTask {
  task: Task
  stage: Stage
  doneBy: PersonId | 'system'
  doneAt: Instant
}

export interface TaskFold {
  open: readonly OpenTask[]
  done: readonly DoneTask[]
}

/** Of a task that comes and goes within one act nobody ever hears. */
export function tasksAfter(
  { open, done }: TaskFold,
  { before, after }: { before: ProjectState; after: ProjectState },
  { seq, at, by, firstSeqOfAct }: RecordedEvent & { firstSeqOfAct: number },
): TaskFold {
  const was = tasksOf(before)
  const keys = new Set(tasksOf(after).map(({ key }) => key))
  const ended = open.filter(({ key, openedSeq }) => !keys.has(key) && openedSeq < firstSeqOfAct)
  const doneNow = ended.flatMap((one): DoneTask[] => {
    const ending = was.find(({ key }) => key === one.key)
    const doneBy = by.kind === 'person' ? by.person : 'system'
    return ending ? [{ ...one, task: ending, stage: before.approval.stage, doneBy, doneAt: at }] : []
  })
  const going = open.filter(({ key }) => keys.has(key))
  const opened = [...keys].filter((key) => !going.some((one) => one.key === key))
  return {
    open: [...going, ...opened.map((key) => ({ key, openedSeq: seq, since: at }))],
    done: [...done, ...doneNow],
  }
}

const putTasks = bulkInsert(task, { replaceBy: ['key', 'opened_seq'] })

/** Rows of what is open now and of what was done since. */
export function taskStatements(state: ProjectState, { open, done }: TaskFold): Statement[] {
  const waiting = tasksOf(state)
  const rows = [
    ...done.map(({ task: ended, ...rest }) => rowOf(state, ended, rest)),
    ...open.flatMap((one) => {
      const current = waiting.find(({ key }) => key === one.key)
      const nobody = { doneBy: null, doneAt: null, stage: state.approval.stage }
      return current ? [rowOf(state, current, { ...one, ...nobody })] : []
    }),
  ]
  return rows.length > 0 ? [putTasks(rows)] : []
}

/** Tasks without a due date come last. */
const NEVER = '9999-12-31T00:00:00.000Z' as Instant

type Known = OpenTask & { stage: Stage; doneBy: PersonId | 'system' | null; doneAt: Instant | null }

function rowOf(
  { id, owner, authority }: ProjectState,
  { key, person, ...rest }: Task,
  { openedSeq, since, stage, doneBy, doneAt }: Known,
): typeof task.$inferInsert {
  const state: 'open' | 'done' = doneAt === null ? 'open' : 'done'
  const standing = { key, openedSeq, projectId: id, holder: person, owner, authority, stage, state, since }
  return { ...rest, ...standing, rank: rest.dueAt ?? NEVER, doneBy, doneAt }
}
