/** Rows on the course of a matter: return, withdrawal, nudges, copies, conditional approval. */
import type { Feature } from './feature.ts'

export const COURSE_FEATURES: readonly Feature[] = [
  {
    name: 'Return for supplement to any step 退回补正',
    peers: ['◐', '◐', '●', '–', '◐', '○', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/returned.yaml',
        line: 'state: supplementing',
        expects: 'state',
        without: [
          {
            file: 'domain/project/approval/supplement.ts',
            find: "status: 'supplementing',",
            replace: "status: 'submitted',",
          },
        ],
      },
      {
        file: 'review/returned.yaml',
        line: 'stage: feasibility',
        expects: 'stage',
        without: [
          {
            file: 'domain/project/approval/decision.ts',
            find: 'toStage: body.returnTo ?? stage',
            replace: 'toStage: stage',
          },
        ],
      },
    ],
  },
  {
    name: 'Withdraw / take back 撤回/拿回',
    peers: ['–', '–', '●', '–', '?', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/take-back.yaml',
        line: 'expect: { signatures: 1, recorded: { type: voteTakenBack, seat: finance }, may: { tang-yu: confirm } }',
        expects: 'may',
        without: [
          {
            file: 'domain/review/take-back.ts',
            find: 'seats: unmarked(review.seats, seat)',
            replace: 'seats: review.seats',
          },
        ],
      },
      {
        file: 'review/take-back.yaml',
        line: 'expect: { state: withdrawn }',
        expects: 'state',
        without: [
          {
            file: 'domain/project/approval/withdrawal.ts',
            find: 'from: APPROVAL_STATUSES',
            replace: "from: APPROVAL_STATUSES.filter((status) => status !== 'appraising')",
          },
        ],
      },
    ],
  },
  {
    name: 'Nudge 催办, cc 抄送',
    peers: ['–', '–', '◐', '◐', '?', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/nudge-and-copy.yaml',
        line: 'expect: { recorded: { type: reviewNudged, seats: [leader] }, notified: { he-jing: 催办 } }',
        expects: 'notified',
        without: [
          {
            file: 'domain/review/reminders.ts',
            find: "to: ['authority', 'named'],\n      named: ({ people, offices })",
            replace: 'to: [],\n      named: ({ people, offices })',
          },
        ],
      },
      {
        file: 'review/nudge-and-copy.yaml',
        line: 'expect: { notified: { xiao-yun: 抄送 }, mayNot: { xiao-yun: { confirm: [roleMayNot, outOfScope] } } }',
        expects: 'notified',
        without: [
          {
            file: 'domain/review/reminders.ts',
            find: "to: ['named'],\n      named: ({ people })",
            replace: 'to: [],\n      named: ({ people })',
          },
        ],
      },
    ],
  },
  {
    name: 'Conditional approval with tracked conditions',
    peers: ['–', '–', '–', '–', '–', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/conditional-approval.yaml',
        line: 'expect: { state: stageApproved, due: { condition: 2026-04-30 }, recorded: [stageApproved, conditionsSet], notified: { zhou-kai: 条件 } }',
        expects: 'due',
        without: [
          {
            file: 'domain/project/approval/conditions.ts',
            find: '.filter(({ evidence, isOverdue }) => evidence === null && !isOverdue)',
            replace: '.filter(() => false)',
          },
        ],
      },
      {
        file: 'review/conditional-approval.yaml',
        line: 'expect: { refused: otherEvidence }',
        expects: 'refused',
        without: [
          {
            file: 'domain/project/approval/conditions.ts',
            find: 'known.evidence === evidence',
            replace: 'evidence !== null',
          },
        ],
      },
    ],
  },
]
