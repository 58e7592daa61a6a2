/**
 * One engine for every approval, co-signature, adoption and acceptance: the act is proposed, the panel's seats vote
 * on exactly its content, and it takes effect when the panel carries it.
 */

import { namedIn } from '../case/references.ts'
import { ACTIONS, BODIES, type BodyOf } from '../project/actions.ts'
import { authorize } from '../project/authorize.ts'
import type { Decision } from '../project/decide.ts'
import type { ProjectEvent } from '../project/events.ts'
import type { Facts } from '../project/facts.ts'
import { pathsOf } from '../project/parts.ts'
import type { PlainVerb } from '../project/rules.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must, type Unmet, unmetOf } from '../refusal.ts'
import type { Named } from '../values/directory.ts'
import { ABSENCE_RULES } from './absence.ts'
import type { ReviewVerb } from './actions.ts'
import { fileDigestsOf } from './bound-files.ts'
import { afterEvents, type DecideContent, settle } from './closing.ts'
import type { ReviewEvent } from './events.ts'
import { REMINDER_RULES } from './reminders.ts'
import type { SittingRule, SittingRules } from './rule.ts'
import { ownSeat, type Sitting } from './seats.ts'
import { SIGNER_RULES } from './signers.ts'
import type { Review } from './state.ts'
import type { ReviewStep } from './steps.ts'
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
export const notProposed = (state: ProjectState, step: ReviewStep): Check =>
  must(!state.reviews.some((review) => review.step === step), 'alreadyProposed', { step })

/** An act whose own conditions hold, brought before its panel. `own`: what it does once it is carried. */
export function propose(
  state: ProjectState,
  { step, verb, body, own }: { step: ReviewStep; verb: PlainVerb; body: unknown; own: ProjectEvent[] },
  facts: Facts,
): Decision {
  const opened = openedBy(state, { step, verb, body }, facts)
  const open = afterEvents(state, [opened], facts)
  const events: ReviewEvent[] = [opened, ...firstVote(open, step, facts)]
  // The act's conditions hold already, so nothing is decided a second time when the first vote carries it.
  const end = settle(afterEvents(state, events, facts), step, facts, () => ({ events: own }))
  if ('refusal' in end) return end
  const isCarried = end.events.some(({ type }) => type === 'reviewCarried')
  // One person's decision: the verdict is on record, a round was never open.
  return { events: isCarried ? [...events.slice(1), ...end.events.slice(1)] : [...events, ...end.events] }
}

function openedBy(
  state: ProjectState,
  { step, verb, body }: { step: ReviewStep; verb: PlainVerb; body: unknown },
  { policy, command, named }: Facts,
): ReviewEvent {
  return {
    type: 'reviewOpened',
    v: 1,
    step,
    round: state.approval.round,
    subject: { verb, body, contentHash: command.contentHash, ...pathsOf(namedOf(named, verb, body)) },
    formDigest: state.approval.form.digest,
    fileDigests: fileDigestsOf(state, step),
    panel: policy.values.panels[step],
  }
}

/** What the act itself names, of all that was looked up. */
function namedOf(named: Named, verb: PlainVerb, body: unknown): Named {
  const { organisations } = namedIn(BODIES[verb], body)
  return { ...named, organisations: named.organisations.filter(({ id }) => organisations.includes(id)) }
}

/** Whoever proposes votes for it, if one of the seats is theirs. */
function firstVote(state: ProjectState, step: ReviewStep, facts: Facts): ReviewEvent[] {
  const review = state.reviews.find((one) => one.step === step)
  const seat = review && ownSeat({ state, review, facts }, { active: true })
  if (!review || !seat) return []
  const { round, formDigest, fileDigests, subject } = review
  const verdict = verdictOf(subject.body)
  const given = { seat: seat.id, vote: 'for' as const, verdict, formDigest, fileDigests, reasons: null }
  return [{ type: 'verdictGiven', v: 1, step, round, ...given }]
}

/** An act on a round: checked, recorded, and the round looked at anew. */
export function decideInRound<V extends ReviewVerb>(
  state: ProjectState,
  { verb, body }: { verb: V; body: BodyOf<V> },
  facts: Facts,
  decideContent: DecideContent,
): Decision {
  const review = state.reviews.find(({ step }) => step === body.step)
  if (!review)
    return { refusal: { unmet: unmetOf([...authorize(state, ACTIONS[verb], facts), tooLate(state, body)]) } }
  const at: Sitting = { state, review, facts }
  const rule = ruleOf(verb)
  const current = review.subject.contentHash
  const unmet = distinct([
    ...authorize(state, ACTIONS[verb], facts),
    must(current === body.contentHash, 'otherContent', { current }),
    ...rule.ready(at),
    ...(rule.rules?.(at, body) ?? []),
  ])
  if (unmet.length > 0) return { refusal: { unmet } }
  const events = rule.events(at, body)
  const end = settle(afterEvents(state, events, facts), review.step, facts, decideContent)
  return 'refusal' in end
    ? end
    : { events: [...events, ...end.events.map((event) => withReasons(event, events))] }
}

/** Nothing waits; whoever meant what waited until a moment ago hears who was faster. */
function tooLate({ closedRounds }: ProjectState, { step, contentHash }: BodyOf<'confirm'>): Unmet {
  const closed = closedRounds?.[step]
  return closed?.contentHash === contentHash
    ? { code: 'roundClosed', params: { step, person: closed.by } }
    : { code: 'nothingToConfirm', params: { step } }
}

/** Whoever's objection ends a round gives the reasons for it. */
function withReasons(ending: ProjectEvent, [act]: readonly ReviewEvent[]): ProjectEvent {
  if (ending.type !== 'verdictsVoided' || act?.type !== 'verdictGiven') return ending
  return { ...ending, reasons: act.reasons }
}

/** Several rounds and seats may name the same reason of the same person or seat: it is said once. */
export function distinct(checks: readonly Check[]): Unmet[] {
  const unmet = unmetOf(checks)
  const texts = unmet.map(({ code, params }) => JSON.stringify([code, params ?? {}]))
  return unmet.filter((_one, index) => texts.indexOf(texts[index] ?? '') === index)
}

/** Some open round lets this person do the act; otherwise why the first does not. */
export function readyInRound(state: ProjectState, verb: ReviewVerb, facts: Facts): Check[] {
  if (state.reviews.length === 0) return [{ code: 'nothingToConfirm', params: { step: 'review' } }]
  const perReview = state.reviews.map((review: Review) =>
    distinct(ruleOf(verb).ready({ state, review, facts })),
  )
  return perReview.some((unmet) => unmet.length === 0) ? [] : (perReview[0] ?? [])
}
