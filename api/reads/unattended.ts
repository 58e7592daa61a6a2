/** Shows open tasks that nobody can do, and what to do about them, as soon as the directory has changed. */

import type { ListedTask } from '#db/queries/inbox.ts'
import { noticeWordsOf } from '#domain/case/notice.ts'
import type { AnyCase, Kind } from '#domain/engine/kind.ts'
import type { Task } from '#domain/tasks/task.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { type UnattendedKind, unattendedAs, wordsOfUnattended } from '#domain/tasks/unattended.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Caller } from '../auth/caller.ts'
import { named } from '../contract/named.ts'
import { seesAll } from './open-rounds.ts'

export interface UnattendedView {
  code: UnattendedKind
  zh: string
  en: string
  next: { zh: string; en: string }
}

/** Null while somebody can do it. */
function viewOf(
  kind: Kind,
  task: Parameters<typeof unattendedAs>[1],
  { directory, now }: Caller,
): UnattendedView | null {
  const code = unattendedAs(kind, task, directory.on(dateOf(now)))
  if (!code) return null
  const { zh, en } = noticeWordsOf(kind, code)
  return { code, ...wordsOfUnattended(kind, code, task), next: { zh, en } }
}

/** For a row of the inbox. In `barred` each entry begins with its group. */
export const unattendedRow = (kind: Kind, row: ListedTask, caller: Caller): UnattendedView | null =>
  row.state === 'open'
    ? viewOf(
        kind,
        { ...row, person: row.holder, barred: row.barred.map((one) => one.slice(one.indexOf(' ') + 1)) },
        caller,
      )
    : null

/** All tasks of a case that nobody can do, as far as this person may read them. */
export function unattendedOn({ kind, state }: AnyCase, caller: Caller) {
  const all = seesAll(state, caller)
  const isReadable = ({ seat }: Task): boolean => all || seat === null
  return tasksOf({ kind, state })
    .filter(isReadable)
    .flatMap((task) => {
      const view = viewOf(kind, task, caller)
      return view ? [{ task: task.key, act: named(kind.actions, task.verb), ...view }] : []
    })
}
