/** Rows on tasks: the inbox and claims. */
import type { Feature } from './feature.ts'

export const TASK_FEATURES: readonly Feature[] = [
  {
    name: 'Task inbox (my / group / done / cc)',
    peers: ['●', '◐', '◐', '◐', '○', '○', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/task-inbox.yaml',
        line: 'chen-hao: { group: [admit/1], mine: none, waiting: none }',
        expects: 'inbox',
        without: [
          {
            file: 'db/queries/inbox-boxes.ts',
            find: 't.org = o.org and t.role = r.role',
            replace: 't.holder = $1',
          },
        ],
      },
      {
        file: 'review/task-inbox.yaml',
        line: 'inbox: { chen-hao: { done: [admit/1], group: [commissionAppraisal/1] } }',
        expects: 'inbox',
        without: [
          {
            file: 'db/projections/tasks.ts',
            find: "by.kind === 'person' ? by.person : 'system'",
            replace: "'system'",
          },
        ],
      },
      {
        file: 'review/task-inbox.yaml',
        line: 'expect: { inbox: { xiao-yun: { copied: [copied/xiao-yun], group: none } } }',
        expects: 'inbox',
        without: [
          {
            file: 'db/projections/tasks.ts',
            find: '...copies.map(({ person, ...rest })',
            replace: '...copies.slice(0, 0).map(({ person, ...rest })',
          },
        ],
      },
      {
        file: 'review/task-inbox.yaml',
        line: 'feng-lei: { mine: [advise-commission-leader/1] }',
        expects: 'inbox',
        without: [
          {
            file: 'domain/tasks/seats.ts',
            find: '    person: adviser,\n',
            replace: '    person: null,\n',
          },
        ],
      },
    ],
  },
  {
    name: 'Claim / release with conflict answer',
    peers: ['◐', '○', '–', '–', '○', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/claim-and-release.yaml',
        line: 'chen-hao: { mine: [admit/1], group: none }',
        expects: 'inbox',
        without: [
          {
            file: 'domain/tasks/tasks-of.ts',
            find: 'claims.find((claim) => claim.task === task.key)?.person ?? null',
            replace: 'null',
          },
        ],
      },
      {
        file: 'review/claim-and-release.yaml',
        line: 'expect: { refused: taskHeld, answer: 409, source: policy default of this system }',
        expects: 'refused',
        without: [
          {
            file: 'domain/tasks/claims.ts',
            find: 'heldCheck(task.person === null, of, task)',
            replace: 'heldCheck(true, of, task)',
          },
        ],
      },
      {
        file: 'review/claim-and-release.yaml',
        line: 'expect: { refused: taskHeld, answer: 409, source: policy default of this system }',
        expects: 'answer',
        without: [
          {
            file: 'domain/case/refusals.ts',
            find: "taskHeld: {\n    kind: 'state'",
            replace: "taskHeld: {\n    kind: 'gate'",
          },
        ],
      },
      {
        file: 'review/claim-and-release.yaml',
        line: 'expect: { refused: taskHeld, answer: 409, mayNot: { lin-tao: { admit: taskHeld } } }',
        expects: 'refused',
        without: [
          {
            file: 'domain/engine/decide.ts',
            find: 'unmetOf(heldByAnother(of, { verb, body }, facts.actor))',
            replace: 'unmetOf([])',
          },
        ],
      },
      {
        file: 'review/claim-and-release.yaml',
        line: 'inbox: { chen-hao: { mine: none, group: 1 }, lin-tao: { group: [admit/1], waiting: none } }',
        expects: 'inbox',
        without: [
          {
            file: 'domain/tasks/claims.ts',
            find: 'taskReleased: {\n    evolve: (state, { task }) => withClaims(state, others(state, task))',
            replace: 'taskReleased: {\n    evolve: (state) => state',
          },
        ],
      },
    ],
  },
]
