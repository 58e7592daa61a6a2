/** That nobody is left who could do what waits, and what is to be done about it: seen as soon as the directory says so. */

import type { ListedTask } from '#db/queries/inbox.ts'
import { noticeWordsOf } from '#domain/engine/notice.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { Task } from '#domain/tasks/task.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { type UnattendedKind, unattendedAs, wordsOfUnattended } from '#domain/tasks/unattended.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Caller } from '../auth/caller.ts'
import { named } from '../contract/named.ts'
import { seesAll } from './undecided.ts'

export interface UnattendedView {
  code: UnattendedKind
  zh: string
  en: string
  next: { zh: string; en: string }
}

/** Null while somebody can do it. */
function viewOf(task: Parameters<typeof unattendedAs>[1], { directory, now }: Caller): UnattendedView | null {
  const kind = unattendedAs(PROJECT, task, directory.on(dateOf(now)))
  if (!kind) return null
  const { zh, en } = noticeWordsOf(PROJECT, kind)
  return { code: kind, ...wordsOfUnattended(PROJECT, kind, task), next: { zh, en } }
}

/** Of a row of the inbox, whose `barred` says in which group. */
export const unattendedRow = (row: ListedTask, caller: Caller): UnattendedView | null =>
  row.state === 'open'
    ? viewOf(
        { ...row, person: row.holder, barred: row.barred.map((one) => one.slice(one.indexOf(' ') + 1)) },
        caller,
      )
    : null

/** Everything on a project that nobody is left to do, as far as this person is told of it. */
export function unattendedOn(state: ProjectState, caller: Caller) {
  const all = seesAll(state, caller)
  const isTold = ({ seat }: Task): boolean => all || seat === null
  return tasksOf(ofProject(state))
    .filter(isTold)
    .flatMap((task) => {
      const view = viewOf(task, caller)
      return view ? [{ task: task.key, act: named(PROJECT.actions, task.verb), ...view }] : []
    })
}
