/** Looking up by words and marks: a case's are written with its row, those of its tasks by the trigger `task_words`. */

/** Where words and marks are looked up, as the rows `t` of tasks that have them. */
export interface Index {
  table: 'task' | 'case_view'
  /** `words` is a `tsquery`. */
  tasks: (words: string) => string
  /** Up to so many are found first, and then looked at; words of more are so common that a walk soon finds a page. */
  few: number
}

const tasksAmong = (state: string) => (words: string) =>
  `(select * from task where ${state} and words @@ (${words}) offset 0) t`

export const NOT_DONE: Index = { table: 'task', tasks: tasksAmong("state <> 'done'"), few: 1_000 }

/** What is done is most of all: the lists of its words are long, and take longer to read than a walk. */
export const DONE: Index = { table: 'task', tasks: tasksAmong("state = 'done'"), few: 200 }

/** For somebody who has done very much, but on few cases of all. */
export const DONE_ON_CASES: Index = {
  table: 'case_view',
  tasks: (words) => `(select id from case_view where search @@ (${words}) offset 0) f cross join lateral
    (select * from task where case_uuid = f.id and state = 'done' and done_by = $1 offset 0) t`,
  few: 200,
}
