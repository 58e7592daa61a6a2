/** Rows on whose a task is: found, claimed, handed over, done in somebody's stead. */
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
        line: 'expect: { refused: taskHeld, answer: 409, source: "policy default [D]" }',
        expects: 'refused',
        without: [
          {
            file: 'domain/tasks/rules.ts',
            find: "must(task.person === null, 'taskHeld'",
            replace: "must(true, 'taskHeld'",
          },
        ],
      },
      {
        file: 'review/claim-and-release.yaml',
        line: 'expect: { refused: taskHeld, answer: 409, source: "policy default [D]" }',
        expects: 'answer',
        without: [
          {
            file: 'domain/tasks/refusals.ts',
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
            file: 'domain/project/decide.ts',
            find: 'unmetOf(heldByAnother(state, verb, body, facts.actor))',
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
            file: 'domain/tasks/evolve.ts',
            find: '({ ...state, claims: others(state, task) })',
            replace: 'state',
          },
        ],
      },
    ],
  },
  {
    name: 'Transfer 转办, delegate 委派 (returns to owner)',
    peers: ['◐', '○', '●', '–', '●', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/transfer-and-delegate.yaml',
        line: 'expect: { signatures: 1, notified: { guo-ping: 转办 }, mayNot: { he-jing: { confirm: notYourSeat } } }',
        expects: 'mayNot',
        without: [{ file: 'domain/review/evolve.ts', find: '        person: to,\n', replace: '' }],
      },
      {
        file: 'review/transfer-and-delegate.yaml',
        line: 'expect: { notified: { lin-tao: 委派 }, mayNot: { guo-ping: { confirm: adviceMissing } }, may: { lin-tao: advise } }',
        expects: 'mayNot',
        without: [
          {
            file: 'domain/review/evolve.ts',
            find: '({ ...owned, delegate: to })',
            replace: '({ ...owned })',
          },
        ],
      },
      {
        file: 'review/transfer-and-delegate.yaml',
        line: 'expect: { state: admitted, may: { guo-ping: confirm } }',
        expects: 'may',
        without: [
          {
            file: 'domain/review/evolve.ts',
            find: '({ delegate: _delegate, ...owned }) => owned)',
            replace: '(owned) => owned)',
          },
        ],
      },
    ],
  },
  {
    name: 'Reassignment requires a reason',
    peers: ['–', '–', '–', '–', '●', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/reassignment.yaml',
        line: 'expect: { refused: [managerNeeded, reasonsMissing], answer: 403 }',
        expects: 'refused',
        without: [
          {
            file: 'domain/tasks/rules.ts',
            find: "        must(reasons !== undefined, 'reasonsMissing'),\n",
            replace: '',
          },
        ],
      },
      {
        file: 'review/reassignment.yaml',
        line: 'expect: { refused: reasonsMissing, answer: 422, notRecorded: taskReassigned, inbox: { lin-tao: { mine: 1 } } }',
        expects: 'refused',
        without: [
          {
            file: 'domain/tasks/rules.ts',
            find: "must(reasons !== undefined, 'reasonsMissing')",
            replace: "must(reasons !== undefined || manages(task, actor), 'reasonsMissing')",
          },
        ],
      },
      {
        file: 'review/reassignment.yaml',
        line: 'inbox: { chen-hao: { mine: [admit/1] }, lin-tao: { mine: none, waiting: 1 }, guo-ping: { waiting: 1 } }',
        expects: 'inbox',
        without: [
          {
            file: 'domain/tasks/evolve.ts',
            find: '(state, { task, to }) => heldBy(state, task, to)',
            replace: '(state) => state',
          },
        ],
      },
    ],
  },
  {
    name: 'Absence substitution with period and scope',
    peers: ['–', '–', '–', '–', '○', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/substitution.yaml',
        line: 'expect: { refused: substitutionNotInForce, state: submitted }',
        expects: 'refused',
        without: [
          {
            file: 'domain/substitution/substitution.ts',
            find: 'from <= on && on <= to &&',
            replace: 'on <= to &&',
          },
        ],
      },
      {
        file: 'review/substitution.yaml',
        line: 'expect: { refused: substitutionOutOfScope }',
        expects: 'refused',
        without: [
          {
            file: 'domain/substitution/substitution.ts',
            find: 'running.find(({ scope }) => covers(scope, wanted))',
            replace: 'running[0]',
          },
        ],
      },
      {
        file: 'review/substitution.yaml',
        line: 'expect: { refused: substitutionNotInForce }',
        expects: 'refused',
        without: [
          {
            file: 'domain/substitution/substitution.ts',
            find: 'from <= on && on <= to &&',
            replace: 'from <= on &&',
          },
        ],
      },
    ],
  },
]
