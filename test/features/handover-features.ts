/** Rows on tasks that pass to another person: transfer, delegation, reassignment, substitution. */
import type { Feature } from './feature.ts'

export const HANDOVER_FEATURES: readonly Feature[] = [
  {
    name: 'Transfer 转办, delegate 委派 (returns to owner)',
    peers: ['◐', '○', '●', '–', '●', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/transfer-and-delegate.yaml',
        line: 'expect: { signatures: 1, notified: { guo-ping: 转办 }, mayNot: { he-jing: { confirm: notYourSeat } } }',
        expects: 'mayNot',
        without: [{ file: 'domain/review/signers.ts', find: '          person: to,\n', replace: '' }],
      },
      {
        file: 'review/transfer-and-delegate.yaml',
        line: 'expect: { notified: { lin-tao: 委派 }, mayNot: { guo-ping: { confirm: adviceMissing } }, may: { lin-tao: advise } }',
        expects: 'mayNot',
        without: [
          {
            file: 'domain/review/advice.ts',
            find: '          delegate: to,\n',
            replace: '',
          },
        ],
      },
      {
        file: 'review/transfer-and-delegate.yaml',
        line: 'expect: { state: admitted, may: { guo-ping: confirm } }',
        expects: 'may',
        without: [
          {
            file: 'domain/review/advice.ts',
            find: '({ delegate: _delegate, askedBy: _askedBy, ...owned }) => owned)',
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
        line: 'expect: { refused: [managerNeeded, handoverReasonsMissing], answer: 403 }',
        expects: 'refused',
        without: [
          {
            file: 'domain/tasks/claims.ts',
            find: "        must(reasons !== undefined, 'handoverReasonsMissing'),\n",
            replace: '',
          },
        ],
      },
      {
        file: 'review/reassignment.yaml',
        line: 'expect: { refused: handoverReasonsMissing, answer: 422, notRecorded: taskReassigned, inbox: { lin-tao: { mine: 1 } } }',
        expects: 'refused',
        without: [
          {
            file: 'domain/tasks/claims.ts',
            find: "must(reasons !== undefined, 'handoverReasonsMissing')",
            replace: "must(reasons !== undefined || manages(task, actor), 'handoverReasonsMissing')",
          },
        ],
      },
      {
        file: 'review/reassignment.yaml',
        line: 'inbox: { chen-hao: { mine: [admit/1] }, lin-tao: { mine: none, waiting: 1 }, guo-ping: { waiting: 1 } }',
        expects: 'inbox',
        without: [
          {
            file: 'domain/tasks/claims.ts',
            find: 'heldBy(state, event, event.to)',
            replace: 'state',
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
