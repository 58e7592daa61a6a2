/** Rows on joint decisions. */
import type { Feature } from './feature.ts'

export const REVIEW_FEATURES: readonly Feature[] = [
  {
    name: 'Co-sign all/any/k-of-n/vote 会签/或签/票签',
    peers: ['◐', '◐', '●', '–', '◐', '◐', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/co-sign-all.yaml',
        line: 'expect: { state: admitted, signatures: [commission], due: { seat: 2026-03-07 }, may: { tang-yu: confirm, feng-lei: [confirm, object, abstain] } }',
        expects: 'signatures',
        without: [
          {
            file: 'domain/review/joint/outcome.ts',
            find: 'decided(contra.length === 0)',
            replace: 'decided(pro.length > 0)',
          },
        ],
      },
      {
        file: 'review/co-sign-any.yaml',
        line: 'expect: { signatures: 1, state: admitted }',
        expects: 'signatures',
        without: [
          {
            file: 'domain/review/joint/outcome.ts',
            find: 'decided(pro.length > 0)',
            replace: 'decided(contra.length === 0)',
          },
        ],
      },
      {
        file: 'review/k-of-n.yaml',
        line: 'expect: { signatures: 1, recorded: { type: seatsClosed, as: absent, by: chen-hao } }',
        expects: 'signatures',
        without: [
          {
            file: 'domain/review/joint/outcome.ts',
            find: 'decided(pro.length >= rule.k)',
            replace: 'decided(contra.length === 0)',
          },
        ],
      },
      {
        file: 'review/vote.yaml',
        line: 'expect: { state: appraising, recorded: { type: reviewCarried, early: true } }',
        expects: 'state',
        without: [{ file: 'domain/review/joint/outcome.ts', find: 'sum + weight', replace: 'sum + 1' }],
      },
    ],
  },
  {
    name: 'Add/remove signer on a running step 加签/减签',
    peers: ['◐', '◐', '●', '–', '–', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/signers.yaml',
        line: 'expect: { signatures: 1, mayNot: { he-jing: { confirm: notItsTurn } }, notified: { tang-yu: 加签 } }',
        expects: 'mayNot',
        without: [
          {
            file: 'domain/review/signers.ts',
            find: 'return { ...review, seats, additions',
            replace: 'return { ...review, additions',
          },
        ],
      },
      {
        file: 'review/signers.yaml',
        line: 'expect: { state: appraising, recorded: [signerRemoved, reviewCarried] }',
        expects: 'recorded',
        without: [
          {
            file: 'domain/review/signers.ts',
            find: '({ ...review, seats: withoutSeat(review.seats, seat) })',
            replace: 'review',
          },
        ],
      },
    ],
  },
]
