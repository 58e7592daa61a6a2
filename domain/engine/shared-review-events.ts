/** Notices and history of joint decisions. A notice addresses its recipient; the history is for any reader. */
import type { ReviewEvent } from '../review/events.ts'
import { atSeat } from '../review/seat-titles.ts'
import { information, NOTHING_TO_DO, SIGN, toDo } from './notice.ts'
import type { SharedEntries } from './shared-event-entry.ts'

const VOTES = {
  for: { zh: '签署同意', en: 'Signed' },
  against: { zh: '异议', en: 'Objected' },
  abstain: { zh: '弃权', en: 'Abstained' },
} as const

const CLOSINGS = {
  timedOut: { zh: '席位逾期未签署（系统）', en: 'A seat did not sign in time (system)' },
  absent: { zh: '席位记为缺席', en: 'A seat was marked absent' },
  recused: { zh: '回避', en: 'Stood aside' },
} as const

/** History of an event at a seat. */
const seatHistory =
  (zh: string, en: string) =>
  ({ seat }: { seat: string }) =>
    atSeat({ zh, en }, seat)

export const SHARED_REVIEW_EVENTS: SharedEntries<ReviewEvent> = {
  reviewOpened: {
    notice: null,
    history: ({ subject }, { actions }) => {
      const entry = actions[subject.verb]
      return entry && { zh: `拟办：${entry.zh}，待签署`, en: `Proposed, to be signed: ${entry.en}` }
    },
    forCommissioned: true,
  },
  verdictGiven: {
    notice: null,
    history: ({ vote, seat }) => atSeat(VOTES[vote], seat),
    forCommissioned: true,
  },
  voteTakenBack: {
    notice: null,
    history: seatHistory('签署已拿回', 'A vote was taken back'),
    forCommissioned: true,
  },
  // If the recusal closes a seat that names a person, the round may end too, and the notice of that end is enough.
  seatsClosed: {
    notice: {
      to: ['authority'],
      zh: '有人回避，席位待他人签署',
      en: 'Somebody stood aside; the seat is left to another holder',
      next: toDo(
        '请审批部门确认仍有人可以签署，必要时加签。',
        'The authority is to see to it that somebody else can sign, or to add a signer.',
      ),
      when: ({ as, seats }) => as === 'recused' && seats.length === 0,
    },
    history: ({ as }) => CLOSINGS[as],
    forCommissioned: true,
  },
  signerAdded: {
    notice: {
      to: ['named'],
      zh: '请加签',
      en: 'You were added as a signer',
      next: toDo(...SIGN),
    },
    history: { zh: '已加签', en: 'A signer was added' },
    forCommissioned: true,
  },
  signerRemoved: {
    notice: null,
    history: seatHistory('已减签', 'A signer was removed'),
    forCommissioned: true,
  },
  seatTransferred: {
    notice: {
      to: ['named'],
      zh: '席位已转办给您',
      en: 'A seat was transferred to you',
      next: toDo(...SIGN),
    },
    history: seatHistory('席位已转办', 'A seat was transferred'),
    forCommissioned: true,
  },
  seatDelegated: {
    notice: {
      to: ['named'],
      zh: '委派您反馈意见',
      en: 'Your advice is asked for',
      next: toDo('请反馈意见，由委派人签署。', 'Your advice is waited for; whoever asked then signs.'),
    },
    history: seatHistory('席位已委派', 'Advice was asked for'),
    forCommissioned: true,
  },
  adviceGiven: {
    notice: {
      to: ['authority'],
      zh: '委派意见已反馈',
      en: 'The advice on a delegated seat has arrived',
      next: toDo('请委派人参考意见后签署。', 'Whoever asked is to sign, with the advice at hand.'),
    },
    history: seatHistory('已反馈意见', 'Advice was given'),
    forCommissioned: true,
  },
  reviewNudged: {
    notice: {
      to: ['authority', 'named'],
      zh: '催办：请尽快签署',
      en: 'Nudge: a signature is waited for',
      next: toDo(...SIGN),
    },
    history: { zh: '已催办', en: 'The signers were nudged' },
    forCommissioned: true,
  },
  copiedTo: {
    notice: {
      to: ['named'],
      zh: '抄送',
      en: 'A copy for you',
      next: information(...NOTHING_TO_DO),
    },
    history: { zh: '已抄送', en: 'Copied to others' },
    forCommissioned: true,
  },
  reviewCarried: {
    notice: null,
    history: ({ votes }) => ({
      zh: `签署通过：同意 ${votes.for}，异议 ${votes.against}，弃权 ${votes.abstain}`,
      en: `Carried: ${votes.for} for, ${votes.against} against, ${votes.abstain} abstained`,
    }),
    forCommissioned: true,
  },
  verdictsVoided: {
    notice: {
      to: ['authority'],
      zh: '待签署的决定已失效',
      en: 'A pending signature no longer counts',
      next: toDo('如仍需决定，请重新签署。', 'If the decision still stands, it is to be signed anew.'),
    },
    forCommissioned: true,
  },
}
