/** Derives from events which tasks were opened and done. */

import type { Recorded } from '#domain/case/event.ts'
import { idOf } from '#domain/case/kind.ts'
import { copyTaskKey } from '#domain/case/task-keys.ts'
import type { AnyCase, Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import { roundTasks } from '#domain/tasks/rounds.ts'
import type { Task } from '#domain/tasks/task.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { bulkInsert, type Statement } from '../bulk.ts'
import { task } from '../schema/task.ts'

/** What the row of an open task has in addition to the state. */
export interface OpenTask {
  key: string
  openedSeq: number
  since: Instant
}

export interface DoneTask extends OpenTask {
  /** The task as it was when it ended. */
  task: Task
  stage: string
  doneBy: PersonId | 'system'
  doneAt: Instant
}

/** A person to whom the case was copied 抄送. */
export interface Copy {
  person: PersonId
  openedSeq: number
  since: Instant
}

export interface TaskFold {
  open: readonly OpenTask[]
  done: readonly DoneTask[]
  copies: readonly Copy[]
  /** `waitingIn` the state after the last event, computed once. */
  waiting: readonly Task[]
}

/** All open tasks, and one line per open round for readers who do not see its seats. */
export const waitingIn = (of: AnyCase): Task[] => [...tasksOf(of), ...roundTasks(of)]

/** Open and done tasks after an event. A task that opens and ends within one act is left out. */
export function tasksAfter(
  { open, done, copies, waiting: was }: TaskFold,
  { kind, before, after }: { kind: Kind; before: ReviewedState; after: ReviewedState },
  { seq, at, by, firstSeqOfAct }: Recorded & { firstSeqOfAct: number },
): TaskFold {
  const waiting = waitingIn({ kind, state: after })
  const keys = new Set(waiting.map(({ key }) => key))
  const ended = open.filter(({ key, openedSeq }) => !keys.has(key) && openedSeq < firstSeqOfAct)
  const doneNow = ended.flatMap((one): DoneTask[] => {
    const ending = was.find(({ key }) => key === one.key)
    const doneBy = by.kind === 'person' ? by.person : 'system'
    if (!ending) return []
    const known = { ...one, task: ending, stage: kind.matterOf(before).stage, doneAt: at }
    // The person who ends a round has done the task of a seat, not the task of the round.
    return [{ ...known, doneBy: ending.why === 'signatures' ? 'system' : doneBy }]
  })
  const going = open.filter(({ key }) => keys.has(key))
  const opened = [...keys].filter((key) => !going.some((one) => one.key === key))
  return {
    open: [...going, ...opened.map((key) => ({ key, openedSeq: seq, since: at }))],
    done: [...done, ...doneNow],
    copies: [...copies, ...copiesIn(before, after).map((person) => ({ person, openedSeq: seq, since: at }))],
    waiting,
  }
}

const copiesIn = (before: ReviewedState, after: ReviewedState): PersonId[] =>
  after.copied.filter((person) => !before.copied.includes(person))

// A trigger writes `words`.
const putTasks = bulkInsert(task, { replaceBy: ['key', 'opened_seq'], omit: ['words'] })

/** Rows of the open tasks, and of the tasks and copies that these events added. */
export function taskStatements(of: AnyCase, { open, done, copies, waiting }: TaskFold): Statement[] {
  const { stage } = of.kind.matterOf(of.state)
  const notDone = { stage, doneBy: null, doneAt: null }
  const rows = [
    ...done.map(({ task: ended, ...rest }) => rowOf(of, ended, { ...rest, state: 'done' })),
    ...open.flatMap((one) => {
      const current = waiting.find(({ key }) => key === one.key)
      return current ? [rowOf(of, current, { ...one, ...notDone, state: 'open' })] : []
    }),
    ...copies.map(({ person, ...rest }) =>
      rowOf(of, copyOf(of, person), { ...rest, ...notDone, state: 'copied' }),
    ),
  ]
  return rows.length > 0 ? [putTasks(rows)] : []
}

/** A copy is only read. Each person has one row, from the first time the case was copied to them. */
const copyOf = ({ kind, state }: AnyCase, person: PersonId): Task => ({
  key: copyTaskKey(idOf(kind, state), person),
  kind: 'copyTo',
  verb: 'copyTo',
  ...{ role: null, org: null, person, isPersonal: true },
  ...{ step: null, seat: null, round: kind.matterOf(state).round },
  ...{ dueOn: null, dueAt: null, provisional: false, since: null },
  why: 'copied',
  leaderOnly: false,
  barred: [],
})

/** Tasks without a due date come last. */
const NEVER = '9999-12-31T00:00:00.000Z' as Instant

type Known = Pick<typeof task.$inferInsert, 'openedSeq' | 'state' | 'stage' | 'doneBy' | 'doneAt'> & {
  since: Instant
}

const rowOf = (
  { state: { id, owner, authority } }: AnyCase,
  { person, since, barred, ...rest }: Task,
  known: Known,
): typeof task.$inferInsert => ({
  ...rest,
  barred: barred.map((whom) => `${rest.org}/${rest.role} ${whom}`),
  ...{ caseUuid: id, holder: person, owner, authority },
  rank: rest.dueAt ?? NEVER,
  ...known,
  since: since ?? known.since,
})
