/**
 * Joint decisions: approvals, co-signatures, adoptions, acceptances. An act is proposed, the seats of the panel vote on exactly its
 * content, and it takes effect when the panel approves.
 */
import { authorize } from '../case/authorize.ts'
import type { Decision } from '../case/decision.ts'
import type { CaseEvent } from '../case/event.ts'
import { actionOf, bodyShapeOf, type Words, wordsIn } from '../case/kind.ts'
import { pathsOf } from '../case/parts.ts'
import { namedIn } from '../case/references.ts'
import { type Check, distinct, type Unmet, unmetOf } from '../case/refusal.ts'
import type { Named } from '../values/directory.ts'
import { ABSENCE_RULES } from './absence.ts'
import type { ReviewBody, ReviewVerb } from './actions.ts'
import { afterEvents, type DecideContent, settle } from './closing.ts'
import type { ReviewEvent } from './events.ts'
import type { ReviewedKind, ReviewFacts } from './kind.ts'
import { must } from './refusals.ts'
import { REMINDER_RULES } from './reminders.ts'
import type { RoundRule, RoundRules } from './rule.ts'
import { ownSeat, type RoundContext } from './seats.ts'
import { SIGNER_RULES } from './signers.ts'
import type { Review, ReviewedState } from './state.ts'
import { VOTE_RULES, verdictOf } from './votes.ts'

const ROUND_RULES: RoundRules<ReviewVerb> = {
  ...VOTE_RULES,
  ...ABSENCE_RULES,
  ...SIGNER_RULES,
  ...REMINDER_RULES,
}

const ruleOf = (verb: ReviewVerb): RoundRule<ReviewVerb> =>
  ROUND_RULES[verb] as unknown as RoundRule<ReviewVerb>

/** At most one round of a step is open. */
export const notProposed = ({ kind, state }: OfKind, step: string): Check =>
  must(!state.reviews.some((review) => review.step === step), 'alreadyProposed', {
    step: wordsIn(kind.steps, step),
  })

/** A case with its kind. */
export interface OfKind {
  kind: ReviewedKind
  state: ReviewedState
}

interface Proposal {
  step: string
  verb: string
  body: unknown
}

/** Proposes an act, whose own conditions hold, to its panel. `own`: its effects once it is approved. */
export function propose(
  of: OfKind,
  { own, ...proposal }: Proposal & { own: CaseEvent[] },
  facts: ReviewFacts,
): Decision {
  const { kind } = of
  const { step } = proposal
  const opened = openedBy(of, proposal, facts)
  const open = afterEvents(of, [opened], facts)
  const events: ReviewEvent[] = [opened, ...firstVote({ kind, state: open }, step, facts)]
  // The conditions hold already, so they are not checked again if the first vote approves the act.
  const end = settle({ state: afterEvents(of, events, facts), step }, facts, () => ({ events: own }))
  if ('refusal' in end) return end
  const isCarried = end.events.some(({ type }) => type === 'reviewCarried')
  // A decision by one person: the verdict is recorded, but no round was opened.
  return { events: isCarried ? [...events.slice(1), ...end.events.slice(1)] : [...events, ...end.events] }
}

function openedBy(
  { kind, state }: OfKind,
  { step, verb, body }: Proposal,
  { policy, command, named }: ReviewFacts,
): ReviewEvent {
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

/** The proposer votes for the act, if one of the seats is theirs. */
function firstVote({ kind, state }: OfKind, step: string, facts: ReviewFacts): ReviewEvent[] {
  const review = state.reviews.find((one) => one.step === step)
  const seat = review && ownSeat({ kind, state, review, facts }, { active: true })
  if (!review || !seat) return []
  const { round, formDigest, fileDigests, subject } = review
  const verdict = verdictOf(subject.body)
  const given = { seat: seat.id, vote: 'for' as const, verdict, formDigest, fileDigests, reasons: null }
  return [{ type: 'verdictGiven', v: 1, step, round, ...given }]
}

interface ActInRound<V extends ReviewVerb> {
  verb: V
  body: ReviewBody<V>
  decideContent: DecideContent
}

/** Decides an act on a round, and whether it ends the round. */
export function decideInRound<V extends ReviewVerb>(
  { kind, state }: OfKind,
  { verb, body, decideContent }: ActInRound<V>,
  facts: ReviewFacts,
): Decision {
  const { actor, policy } = facts
  const mayAct = authorize(kind, state, { entry: actionOf(kind, verb), actor, policy })
  const review = state.reviews.find(({ step }) => step === body.step)
  if (!review) return { refusal: { unmet: unmetOf([...mayAct, tooLate({ kind, state }, body)]) } }
  const at: RoundContext = { kind, state, review, facts }
  const rule = ruleOf(verb)
  const current = review.subject.contentHash
  const unmet = distinct([
    ...mayAct,
    must(current === body.contentHash, 'otherContent', { current }),
    ...rule.ready(at),
    ...(rule.rules?.(at, body) ?? []),
  ])
  if (unmet.length > 0) return { refusal: { unmet } }
  const events = rule.events(at, body)
  const next = { state: afterEvents({ kind, state }, events, facts), step: review.step }
  const end = settle(next, facts, decideContent)
  return 'refusal' in end
    ? end
    : { events: [...events, ...end.events.map((event) => withReasons(event, events))] }
}

/** No round is open. If the actor meant the round that has just ended, the refusal names the person who ended it. */
function tooLate({ kind, state }: OfKind, { step: name, contentHash }: ReviewBody<'confirm'>): Unmet {
  const closed = state.closedRounds?.[name]
  const step = wordsIn(kind.steps, name)
  return closed?.contentHash === contentHash
    ? { code: 'roundClosed', params: { step, person: closed.by } }
    : { code: 'nothingToConfirm', params: { step } }
}

/** The reasons of the objection that ended the round are added to the ending. */
function withReasons(ending: CaseEvent, [act]: readonly ReviewEvent[]): CaseEvent {
  if (ending.type !== 'verdictsVoided' || act?.type !== 'verdictGiven') return ending
  return { ...ending, reasons: act.reasons } as CaseEvent
}

const ANY_STEP: Words = { zh: '决定', en: 'decision' }

/** At least one open round allows the act; otherwise the reasons of the first round. */
export function readyInRound({ kind, state }: OfKind, verb: ReviewVerb, facts: ReviewFacts): Check[] {
  if (state.reviews.length === 0) return [{ code: 'nothingToConfirm', params: { step: ANY_STEP } }]
  const perReview = state.reviews.map((review: Review) =>
    distinct(ruleOf(verb).ready({ kind, state, review, facts })),
  )
  return perReview.some((unmet) => unmet.length === 0) ? [] : (perReview[0] ?? [])
}
