/** Joint decisions in words, as history: notices speak to somebody, these tell anybody. */

import type { CaseEvent } from '../case/event.ts'
import type { CaseKind, Words } from '../case/kind.ts'
import type { ReviewEvent } from '../review/events.ts'
import { atSeat } from '../review/seat-titles.ts'

type EventOf<T extends ReviewEvent['type']> = Extract<ReviewEvent, { type: T }>

/** Undefined: the title of the notice is enough. */
export function wordsOfReview(kind: Pick<CaseKind, 'actions'>, one: CaseEvent): Words | undefined {
  const event = one as ReviewEvent
  switch (event.type) {
    case 'reviewOpened':
      return wordsOfOpening(kind, event)
    case 'verdictGiven':
      return atSeat(VOTES[event.vote], event.seat)
    case 'voteTakenBack':
    case 'signerRemoved':
    case 'seatTransferred':
    case 'seatDelegated':
    case 'adviceGiven':
      return atSeat(SEAT_EVENTS[event.type], event.seat)
    case 'seatsClosed':
      return CLOSINGS[event.as]
    case 'reviewCarried':
      return wordsOfCarrying(event)
    case 'signerAdded':
    case 'reviewNudged':
    case 'copiedTo':
      return ACT_WORDS[event.type]
    default:
      return undefined
  }
}

const VOTES = {
  for: { zh: '签署同意', en: 'Signed' },
  against: { zh: '异议', en: 'Objected' },
  abstain: { zh: '弃权', en: 'Abstained' },
} as const

const SEAT_EVENTS = {
  voteTakenBack: { zh: '签署已拿回', en: 'A vote was taken back' },
  signerRemoved: { zh: '已减签', en: 'A signer was removed' },
  seatTransferred: { zh: '席位已转办', en: 'A seat was transferred' },
  seatDelegated: { zh: '席位已委派', en: 'Advice was asked for' },
  adviceGiven: { zh: '已反馈意见', en: 'Advice was given' },
} as const

const ACT_WORDS = {
  signerAdded: { zh: '已加签', en: 'A signer was added' },
  reviewNudged: { zh: '已催办', en: 'The signers were nudged' },
  copiedTo: { zh: '已抄送', en: 'Copied to others' },
} as const

function wordsOfOpening(
  { actions }: Pick<CaseKind, 'actions'>,
  { subject }: EventOf<'reviewOpened'>,
): Words | undefined {
  const entry = actions[subject.verb]
  if (!entry) return undefined
  const { zh, en } = entry
  return { zh: `拟办：${zh}，待签署`, en: `Proposed, to be signed: ${en}` }
}

const CLOSINGS = {
  timedOut: { zh: '席位逾期未签署（系统）', en: 'A seat did not sign in time (system)' },
  absent: { zh: '席位记为缺席', en: 'A seat was marked absent' },
  recused: { zh: '回避', en: 'Stood aside' },
} as const

const wordsOfCarrying = ({ votes }: EventOf<'reviewCarried'>): Words => ({
  zh: `签署通过：同意 ${votes.for}，异议 ${votes.against}，弃权 ${votes.abstain}`,
  en: `Carried: ${votes.for} for, ${votes.against} against, ${votes.abstain} abstained`,
})
