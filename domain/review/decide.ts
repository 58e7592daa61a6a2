/** Two persons for one decision: the first proposes, the second signs exactly the same content or objects. */
import { ACTIONS, type BodyOf } from '../project/actions.ts'
import { authorize } from '../project/authorize.ts'
import type { Decision } from '../project/decide.ts'
import type { ProjectEvent } from '../project/events.ts'
import type { Facts } from '../project/facts.ts'
import type { PlainVerb } from '../project/rules.ts'
import type { ProjectState } from '../project/state.ts'
import { ENDED } from '../project/status.ts'
import { type Check, must, unmetOf } from '../refusal.ts'
import type { ReviewEvent } from './events.ts'
import type { Review } from './state.ts'
import type { ReviewStep } from './steps.ts'

type DecidePlain = (state: ProjectState, verb: PlainVerb, body: unknown, facts: Facts) => Decision

/** What the verdict on an act is called: an approval stage has three, anything else is agreed to. */
const verdictOf = (body: unknown): string => (body as { verdict?: string }).verdict ?? 'agree'

const fileDigestsOf = (state: ProjectState): string[] => {
  const { form, appraisal } = state.approval
  const files = form.files.map((file) => file.digest)
  return appraisal?.report ? [...files, appraisal.report.digest] : files
}

type Subject = Extract<ReviewEvent, { type: 'verdictGiven' }>['subject']

const verdictGiven = (
  state: ProjectState,
  step: ReviewStep,
  body: unknown,
  subject: Subject,
): ReviewEvent => ({
  type: 'verdictGiven',
  v: 1,
  step,
  round: state.approval.round,
  seat: 'handler',
  verdict: verdictOf(body),
  formDigest: state.approval.form.digest,
  fileDigests: fileDigestsOf(state),
  subject,
})

/** Where policy asks for one person only: the verdict is on record all the same. */
export const signedAlone = (state: ProjectState, step: ReviewStep, body: unknown): ReviewEvent =>
  verdictGiven(state, step, body, null)

/** The first signature: nothing happens yet but that. */
export function propose(
  state: ProjectState,
  step: ReviewStep,
  verb: PlainVerb,
  body: unknown,
  facts: Facts,
): Decision {
  const pending = state.reviews.find((review) => review.step === step)
  if (pending) return { refusal: { unmet: [{ code: 'alreadyProposed', params: { step } }] } }
  return { events: [verdictGiven(state, step, body, { verb, body, contentHash: facts.command.contentHash })] }
}

/** The second signature: the act's conditions are checked again, then it takes effect. */
export function confirm(
  state: ProjectState,
  body: BodyOf<'confirm'>,
  facts: Facts,
  decidePlain: DecidePlain,
): Decision {
  const review = state.reviews.find(({ step }) => step === body.step)
  const unmet = unmetOf(signerChecks(state, review, body, facts))
  if (!review || unmet.length > 0) return { refusal: { unmet } }
  const decision = decidePlain(state, review.subject.verb as PlainVerb, review.subject.body, facts)
  if ('refusal' in decision) return decision
  const signed: ReviewEvent = {
    type: 'verdictGiven',
    v: 1,
    step: review.step,
    round: review.round,
    seat: 'leader',
    verdict: verdictOf(review.subject.body),
    formDigest: review.formDigest,
    fileDigests: review.fileDigests,
    subject: null,
  }
  return { events: [signed, ...decision.events] }
}

/** The second person disagrees: the first signature stops counting, and the reasons are on record. */
export function objectTo(state: ProjectState, body: BodyOf<'object'>, facts: Facts): Decision {
  const review = state.reviews.find(({ step }) => step === body.step)
  const unmet = unmetOf([
    ...signerChecks(state, review, body, facts),
    ...(review ? authorize(state, ACTIONS[review.subject.verb as PlainVerb], facts.actor) : []),
  ])
  if (!review || unmet.length > 0) return { refusal: { unmet } }
  return {
    events: [
      {
        type: 'verdictsVoided',
        v: 1,
        step: review.step,
        round: review.round,
        cause: 'objected',
        reasons: body.reasons,
      },
    ],
  }
}

function signerChecks(
  state: ProjectState,
  review: Review | undefined,
  body: { step: ReviewStep; contentHash: string },
  { actor }: Facts,
): Check[] {
  if (!review) return [must(false, 'nothingToConfirm', { step: body.step })]
  const [first] = review.signatures
  const isPerson = actor.kind === 'person'
  return [
    ...authorize(state, ACTIONS.confirm, actor),
    must(review.subject.contentHash === body.contentHash, 'otherContent', {
      current: review.subject.contentHash,
    }),
    must(isPerson && first?.person !== actor.person, 'samePerson'),
    must(isPerson && actor.isLeader, 'leaderNeeded'),
  ]
}

/** Signatures that stop counting because the form changed under them or the project ended. */
export function voidedBy(before: ProjectState, after: ProjectState): ProjectEvent[] {
  const ended = ENDED.includes(after.status)
  const formChanged = before.approval.form.digest !== after.approval.form.digest
  return after.reviews
    .filter((review) => ended || (formChanged && review.formDigest !== after.approval.form.digest))
    .map(({ step, round }) => ({
      type: 'verdictsVoided',
      v: 1,
      step,
      round,
      cause: ended ? 'overtaken' : 'formChanged',
      reasons: null,
    }))
}
