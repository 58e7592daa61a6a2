/**
 * A round of a joint decision: an act is proposed to the panel of its step, and every seat signs exactly its content. It ends carried,
 * with the act's own events; or void, and the matter is back with the authority.
 */

import type { EventMeta } from '../case/event.ts'
import { bodyShapeOf, type Words, wordsIn } from '../case/kind.ts'
import { toDo } from '../case/notice.ts'
import { pathsOf } from '../case/parts.ts'
import { namedIn } from '../case/references.ts'
import { type Check, mustOf, type RefusalEntry, type Unmet } from '../case/refusal.ts'
import { sitsAs, voicesOf } from '../case/voices.ts'
import { SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import type { Named } from '../values/directory.ts'
import type { Failure, Outcome } from './joint/outcome.ts'
import type { Vote } from './joint/panel.ts'
import type { ReviewedKind, ReviewFacts } from './kind.ts'
import { type Panel, withoutSilentYes } from './panels.ts'
import { recusedFrom, withoutRecusals } from './recusals.ts'
import { timed } from './round-fold.ts'
import type { Review, ReviewedState } from './state.ts'
import { type OfRound, type OnRound, ofRound, type RoundEvents, type RoundTopic } from './topic.ts'

const REFUSALS = {
  nothingToConfirm: {
    kind: 'state',
    zh: '没有待签署的“{step}”',
    en: 'no {step} is waiting for signatures',
    source: SEPARATION_OF_DUTIES,
  },
  roundClosed: {
    kind: 'state',
    zh: '该内容的签署已由 {person} 结束（{step}）',
    en: '{person} has closed the round on this content ({step})',
    source: SEPARATION_OF_DUTIES,
  },
  otherContent: {
    kind: 'state',
    zh: '待签内容的摘要是 {current}，与所签不符',
    en: 'the content waiting for a signature has the digest {current}, not the one signed',
    source: SEPARATION_OF_DUTIES,
  },
  alreadyProposed: {
    kind: 'state',
    zh: '“{step}”已有一份待签署，请先签署或异议',
    en: 'one act on the {step} is already waiting for its signatures; sign it or object to it first',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

/** Why a round ends without effect. */
export type VoidCause =
  | 'formChanged'
  | 'objected'
  | 'expired'
  | 'notCarried'
  | 'failed'
  | 'takenBack'
  | 'conditionsUnmet'
  | 'overtaken'
  | 'decisionRevoked'
  | 'signerBarred'

export type RoundEvent =
  | (OfRound & { type: 'reviewOpened'; formDigest: string; fileDigests: string[]; panel: Panel } & Pick<
        Review,
        'subject'
      >)
  /** The panel approved: the act's own events follow. */
  | (OfRound & { type: 'reviewCarried'; early: boolean; votes: Record<Vote, number> })
  /** The round is over without effect; `why` where the panel could decide nothing. */
  | (OfRound & { type: 'verdictsVoided'; cause: VoidCause; reasons: string | null; why?: Failure })

type Of<T extends RoundEvent['type']> = Extract<RoundEvent, { type: T }>

/** A case with its kind. */
export interface OfKind {
  kind: ReviewedKind
  state: ReviewedState
}

/** An act that is proposed to the panel of its step. */
export interface Proposal {
  step: string
  verb: string
  body: unknown
}

/** At most one round of a step is open. */
export const notProposed = ({ kind, state }: OfKind, step: string): Check =>
  must(!state.reviews.some((review) => review.step === step), 'alreadyProposed', {
    step: wordsIn(kind.steps, step),
  })

export function opened(
  { kind, state }: OfKind,
  { step, verb, body }: Proposal,
  { policy, command, named }: ReviewFacts,
): Of<'reviewOpened'> {
  const { round, formDigest } = kind.matterOf(state)
  const panel = policy.values.panels[step]
  if (!panel) throw new Error(`policy ${policy.version} has no panel for the step ${step}`)
  const { organisations } = namedIn(bodyShapeOf(kind, verb), body)
  return {
    type: 'reviewOpened',
    v: 1,
    step,
    round,
    subject: { verb, body, contentHash: command.contentHash, ...pathsOf(only(named, organisations)) },
    formDigest,
    fileDigests: kind.filesOf(state, step),
    panel,
  }
}

/** The organisations that the act itself names, of all that were looked up. */
const only = (named: Named, organisations: readonly string[]): Named => ({
  ...named,
  organisations: named.organisations.filter(({ id }) => organisations.includes(id)),
})

/** What is signed is what waits for signatures. */
export const contentCheck = ({ subject: { contentHash } }: Review, body: OnRound): Check =>
  must(contentHash === body.contentHash, 'otherContent', { current: contentHash })

/** No round is open. If the actor meant the round that has just ended, the refusal names the person who ended it. */
export function tooLate({ kind, state }: OfKind, { step: name, contentHash }: OnRound): Unmet {
  const closed = state.closedRounds?.[name]
  const step = wordsIn(kind.steps, name)
  return closed?.contentHash === contentHash
    ? { code: 'roundClosed', params: { step, person: closed.by } }
    : { code: 'nothingToConfirm', params: { step } }
}

const ANY_STEP: Words = { zh: '决定', en: 'decision' }

/** No round of any step is open. */
export const nothingOpen = (): Unmet => ({ code: 'nothingToConfirm', params: { step: ANY_STEP } })

export function carried(review: Review, early: boolean): Of<'reviewCarried'> {
  const count = (vote: Vote): number => review.seats.filter(({ mark }) => mark === vote).length
  const votes = { for: count('for'), against: count('against'), abstain: count('abstain') }
  return { type: 'reviewCarried', ...ofRound({ review }), early, votes }
}

export const voided = (
  review: Review,
  cause: VoidCause,
  reasons: string | null = null,
): Of<'verdictsVoided'> => ({
  type: 'verdictsVoided',
  ...ofRound({ review }),
  cause,
  reasons,
})

/** The panel approved nothing. */
export const notApproved = (review: Review, outcome: Outcome): Of<'verdictsVoided'> =>
  outcome.kind === 'failed'
    ? { ...voided(review, 'failed'), why: outcome.why }
    : voided(review, causeOf(review))

/** Somebody objected; or nobody did, but time ran out; or there were too few voices for it. */
function causeOf({ seats }: Review): VoidCause {
  if (seats.some(({ mark }) => mark === 'against')) return 'objected'
  return seats.some(({ mark }) => mark === 'timedOut') ? 'expired' : 'notCarried'
}

const without = (state: ReviewedState, step: string): ReviewedState => ({
  ...state,
  reviews: state.reviews.filter((review) => review.step !== step),
})

/** Who ended the round is remembered until the step's next one, for whoever comes too late. */
function ended(state: ReviewedState, step: string, { by }: EventMeta): ReviewedState {
  const review = state.reviews.find((one) => one.step === step)
  const next = without(state, step)
  // The clock is nobody who could be named, and one person's decision was never open.
  if (!review || by.kind !== 'person') return next
  const closed = { contentHash: review.subject.contentHash, by: by.person }
  return { ...next, closedRounds: { ...state.closedRounds, [step]: closed } }
}

const events: RoundEvents<RoundEvent> = {
  reviewOpened: {
    evolve: (state, event, { at, by, kind }) => {
      const { step, round, subject, formDigest, fileDigests } = event
      const { seats: planned, ...panel } = withoutSilentYes(event.panel)
      const proposedBy = sitsAs(by)
      const proposedFrom = by.kind === 'person' ? (by.orgPath.at(-1) ?? by.org) : null
      const proposers = voicesOf(by)
      const bound = { step, round, subject, formDigest, fileDigests, proposedBy, proposers, proposedFrom }
      const recused = recusedFrom(kind, state, step)
      // As in the round in which they stood aside: nobody else can take a seat that is made out to them.
      const seats = planned.map((seat) =>
        seat.person !== undefined && recused.includes(seat.person)
          ? { ...seat, mark: 'recused' as const }
          : seat,
      )
      const review: Review = { ...bound, panel, seats, additions: 0, recused, nudgedAt: null }
      return { ...without(state, step), reviews: [...without(state, step).reviews, timed(review, at)] }
    },
    notice: null,
    history: ({ subject }, { actions }) => {
      const entry = actions[subject.verb]
      return entry && { zh: `拟办：${entry.zh}，待签署`, en: `Proposed, to be signed: ${entry.en}` }
    },
    forCommissioned: true,
  },
  reviewCarried: {
    evolve: (state, { step }, meta) => withoutRecusals(meta.kind, ended(state, step, meta), step),
    notice: null,
    history: ({ votes }) => ({
      zh: `签署通过：同意 ${votes.for}，异议 ${votes.against}，弃权 ${votes.abstain}`,
      en: `Carried: ${votes.for} for, ${votes.against} against, ${votes.abstain} abstained`,
    }),
    forCommissioned: true,
  },
  verdictsVoided: {
    evolve: (state, { step }, meta) => ended(state, step, meta),
    notice: {
      to: ['authority'],
      zh: '待签署的决定已失效',
      en: 'A pending signature no longer counts',
      next: toDo('如仍需决定，请重新签署。', 'If the decision still stands, it is to be signed anew.'),
    },
    forCommissioned: true,
  },
}

export const ROUNDS = { events, refusals: REFUSALS } satisfies RoundTopic
