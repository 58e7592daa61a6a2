/** Notices of what happens to a case of any kind: joint decisions, and the clock. */
import type { DeadlineEvent } from '../case/event.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { Notice } from './notice.ts'

type SharedEvent = ReviewEvent | DeadlineEvent

export const SHARED_NOTICES = {
  verdictsVoided: { to: ['authority'], zh: '待签署的决定已失效', en: 'A pending signature no longer counts' },
  signerAdded: { to: ['named'], zh: '请加签', en: 'You were added as a signer' },
  seatTransferred: { to: ['named'], zh: '席位已转办给您', en: 'A seat was transferred to you' },
  seatDelegated: { to: ['named'], zh: '委派您反馈意见', en: 'Your advice is asked for' },
  adviceGiven: { to: ['authority'], zh: '委派意见已反馈', en: 'The advice on a delegated seat has arrived' },
  reviewNudged: {
    to: ['authority', 'named'],
    zh: '催办：请尽快签署',
    en: 'Nudge: a signature is waited for',
  },
  // A seat made out to a person ends with the recusal, and the round perhaps with it; that is told by itself.
  seatsClosed: {
    to: ['authority'],
    zh: '有人回避，席位待他人签署',
    en: 'Somebody stood aside; the seat is left to another holder',
    when: (event: SharedEvent) =>
      event.type === 'seatsClosed' && event.as === 'recused' && event.seats.length === 0,
  },
  copiedTo: { to: ['named'], zh: '抄送', en: 'A copy for you' },
  // A deadline that follows from an act is told with the act; one that moved under people's feet is told by itself.
  deadlineSet: {
    to: ['owner', 'authority'],
    zh: '期限已重新计算',
    en: 'A deadline was planned anew',
    when: (event: SharedEvent) => event.type === 'deadlineSet' && event.why !== 'rules',
  },
} satisfies Partial<Record<SharedEvent['type'], Notice>>
