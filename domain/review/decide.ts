/**
 * One engine for every approval, co-signature, adoption and acceptance: the act is proposed, the panel's seats vote
 * on exactly its content, and it takes effect when the panel carries it.
 */
import { authorize } from '../case/authorize.ts'
import type { Decision } from '../case/decision.ts'
import type { CaseEvent } from '../case/event.ts'
import { actionOf, bodyShapeOf } from '../case/kind.ts'
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
import type { SittingRule, SittingRules } from './rule.ts'
import { ownSeat, type Sitting } from './seats.ts'
import { SIGNER_RULES } from './signers.ts'
import type { Review, ReviewedState } from './state.ts'
import { VOTE_RULES, verdictOf } from './votes.ts'

const SITTING_RULES: SittingRules<ReviewVerb> = {
  ...VOTE_RULES,
  ...ABSENCE_RULES,
  ...SIGNER_RULES,
  ...REMINDER_RULES,
}

const ruleOf = (verb: ReviewVerb): SittingRule<ReviewVerb> =>
  SITTING_RULES[verb] as unknown as SittingRule<ReviewVerb>

/** At most one round of a step is open. */
export const notProposed = (state: ReviewedState, step: string): Check =>
  must(!state.reviews.some((review) => review.step === step), 'alreadyProposed', { step })

/** A case of a kind, on which something is proposed or voted. */
export interface OfKind {
  kind: ReviewedKind
  state: ReviewedState
}

interface Proposal {
  step: string
  verb: string
  body: unknown
}

/** An act whose own conditions hold, brought before its panel. `own`: what it does once it is carried. */
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
  // The act's conditions hold already, so nothing is decided a second time when the first vote carries it.
  const end = settle({ state: afterEvents(of, events, facts), step }, facts, () => ({ events: own }))
  if ('refusal' in end) return end
  const isCarried = end.events.some(({ type }) => type === 'reviewCarried')
  // One person's decision: the verdict is on record, a round was never open.
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

/** What the act itself names, of all that was looked up. */
const only = (named: Named, organisations: readonly string[]): Named => ({
  ...named,
  organisations: named.organisations.filter(({ id }) => organisations.includes(id)),
})

/** Whoever proposes votes for it, if one of the seats is theirs. */
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

/** An act on a round: checked, recorded, and the round looked at anew. */
export function decideInRound<V extends ReviewVerb>(
  { kind, state }: OfKind,
  { verb, body, decideContent }: ActInRound<V>,
  facts: ReviewFacts,
): Decision {
  const { actor, policy } = facts
  const mayAct = authorize(kind, state, { entry: actionOf(kind, verb), actor, policy })
  const review = state.reviews.find(({ step }) => step === body.step)
  if (!review) return { refusal: { unmet: unmetOf([...mayAct, tooLate(state, body)]) } }
  const at: Sitting = { kind, state, review, facts }
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

/** Nothing waits; whoever meant what waited until a moment ago hears who was faster. */
function tooLate({ closedRounds }: ReviewedState, { step, contentHash }: ReviewBody<'confirm'>): Unmet {
  const closed = closedRounds?.[step]
  return closed?.contentHash === contentHash
    ? { code: 'roundClosed', params: { step, person: closed.by } }
    : { code: 'nothingToConfirm', params: { step } }
}

/** Whoever's objection ends a round gives the reasons for it. */
function withReasons(ending: CaseEvent, [act]: readonly ReviewEvent[]): CaseEvent {
  if (ending.type !== 'verdictsVoided' || act?.type !== 'verdictGiven') return ending
  return { ...ending, reasons: act.reasons } as CaseEvent
}

/** Some open round lets this person do the act; otherwise why the first does not. */
export function readyInRound({ kind, state }: OfKind, verb: ReviewVerb, facts: ReviewFacts): Check[] {
  if (state.reviews.length === 0) return [{ code: 'nothingToConfirm', params: { step: 'review' } }]
  const perReview = state.reviews.map((review: Review) =>
    distinct(ruleOf(verb).ready({ kind, state, review, facts })),
  )
  return perReview.some((unmet) => unmet.length === 0) ? [] : (perReview[0] ?? [])
}
