/** Full-text indexes of tasks and cases. The words of a case are written with its row, those of its tasks by the trigger `task_words`. */

/** An index, and the SQL for the tasks `t` that it finds. */
export interface Index {
  table: 'task' | 'case_view'
  /** `words` is a `tsquery`. */
  tasks: (words: string) => string
  /** Up to so many matches the index is used. With more, the words are so common that scanning in the order of the box soon fills a page. */
  few: number
}

const tasksAmong = (state: string) => (words: string) =>
  `(select * from task where ${state} and words @@ (${words}) offset 0) t`

export const NOT_DONE: Index = { table: 'task', tasks: tasksAmong("state <> 'done'"), few: 1_000 }

/** Most tasks are done, so the index entries of their words are long and slow to read. */
export const DONE: Index = { table: 'task', tasks: tasksAmong("state = 'done'"), few: 200 }

/** For a person who has done many tasks on few cases. */
export const DONE_ON_CASES: Index = {
  table: 'case_view',
  tasks: (words) => `(select id from case_view where search @@ (${words}) offset 0) f cross join lateral
    (select * from task where case_uuid = f.id and state = 'done' and done_by = $1 offset 0) t`,
  few: 200,
}
