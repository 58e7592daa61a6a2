/** Votes on the content of a round: for, against, abstain. Each is given on one seat; whoever proposed the act votes for it at once. */
import { object, prose, slug } from '../values/shape.ts'
import type { Vote } from './joint/panel.ts'
import { closed, inRound } from './round-fold.ts'
import { atSeat } from './seat-titles.ts'
import { idOfSeat, namedSeatChecks, ownSeat, type RoundContext, voterChecks } from './seats.ts'
import { act, type OfRound, ofRound, onRound, type RoundEvents, type RoundTopic, SIGNER } from './topic.ts'

export type VoteEvent = OfRound & {
  type: 'verdictGiven'
  seat: string
  vote: Vote
  verdict: string
  formDigest: string
  fileDigests: string[]
  reasons: string | null
}

/** The verdict: an approval stage has three possible ones, any other act only `agree`. */
const verdictOf = (body: unknown): string => (body as { verdict?: string }).verdict ?? 'agree'

const VERDICTS: Readonly<Record<Vote, (body: unknown) => string>> = {
  for: verdictOf,
  against: () => 'object',
  abstain: () => 'abstain',
}

/** With it, whoever comes too late never signs on the next seat instead. */
const ownSeatField = {
  seat: slug('the seat that is meant; without it, of the free ones the one that fewest others can take'),
}

interface Voice {
  seat?: string | undefined
  reasons?: string | null | undefined
}

const voted = (at: RoundContext, vote: Vote, { seat: named, reasons = null }: Voice): VoteEvent[] => {
  const { formDigest, fileDigests, subject } = at.review
  const seat = named ?? idOfSeat(ownSeat(at, { active: true }))
  const verdict = VERDICTS[vote](subject.body)
  return [{ type: 'verdictGiven', ...ofRound(at), seat, vote, verdict, formDigest, fileDigests, reasons }]
}

/** The proposer votes for the act, if one of the seats is theirs. */
export function firstVote(at: RoundContext): VoteEvent[] {
  const seat = ownSeat(at, { active: true })
  return seat ? voted(at, 'for', { seat: seat.id }) : []
}

const acts = {
  confirm: act({
    zh: '签署同意',
    en: 'sign a pending decision',
    ...SIGNER,
    body: (step) => object(onRound(step, 'hash of the content that is signed'), ownSeatField),
    ready: voterChecks,
    rules: (at, { seat }) => namedSeatChecks(at, seat),
    events: (at, voice) => voted(at, 'for', voice),
  }),
  object: act({
    zh: '异议',
    en: 'object to a pending decision',
    ...SIGNER,
    body: (step) =>
      object(
        { ...onRound(step, 'hash of the content that is objected to'), reasons: prose(4000) },
        ownSeatField,
      ),
    ready: voterChecks,
    rules: (at, { seat }) => namedSeatChecks(at, seat),
    events: (at, voice) => voted(at, 'against', voice),
  }),
  abstain: act({
    zh: '弃权',
    en: 'abstain from a pending decision',
    ...SIGNER,
    body: (step) => object(onRound(step), { reasons: prose(4000), ...ownSeatField }),
    ready: voterChecks,
    rules: (at, { seat }) => namedSeatChecks(at, seat),
    events: (at, voice) => voted(at, 'abstain', voice),
  }),
}

const WORDS = {
  for: { zh: '签署同意', en: 'Signed' },
  against: { zh: '异议', en: 'Objected' },
  abstain: { zh: '弃权', en: 'Abstained' },
} as const

const events: RoundEvents<VoteEvent> = {
  verdictGiven: {
    evolve: (state, { step, seat, vote }, meta) =>
      inRound(state, step, meta, (review) => closed(review, seat, vote, meta.by)),
    notice: null,
    history: ({ vote, seat }) => atSeat(WORDS[vote], seat),
    forCommissioned: true,
  },
}

export const VOTES = { acts, events } satisfies RoundTopic
