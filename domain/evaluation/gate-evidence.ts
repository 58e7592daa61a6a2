/** Evidence on the O&M gates: what shows that a gate is met or not, dated, and for how long it counts. */
import { addMonths, type PlainDate } from '../plain-date.ts'
import type { BodyOf } from '../project/actions.ts'
import type { Facts } from '../project/facts.ts'
import { plannableCheck } from '../project/planned-ahead.ts'
import type { Rules } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import type { ProjectStatus } from '../project/status.ts'
import { inStatus } from '../project/status-check.ts'
import { type Check, must } from '../refusal.ts'

type EvidenceBody = BodyOf<'recordGateEvidence'>

const ACCEPTED: readonly ProjectStatus[] = ['accepted', 'operating']

/** From the start of construction on; a system that is not accepted yet is in no register. */
const RECORDABLE: readonly ProjectStatus[] = [
  'building',
  'rectifying',
  'suspended',
  'completed',
  'trialRun',
  'accepting',
  'acceptanceFailed',
  ...ACCEPTED,
]

export const GATE_RULES: Rules<'recordGateEvidence'> = {
  recordGateEvidence: {
    ready: (state, facts) => [inStatus(state, ...RECORDABLE), competent(state, facts)],
    rules: (state, { gate, on, validUntil }, facts) => {
      const startedOn = state.construction?.startedOn ?? facts.on
      const months = facts.policy.values.cryptographyAssessmentValidMonths
      const latest = addMonths(on, months)
      const last = state.evaluation?.gates[gate]
      const tooEarly = gate === 'register' && RECORDABLE.includes(state.status)
      return [
        must(!tooEarly || ACCEPTED.includes(state.status), 'registerEvidenceTooEarly'),
        must(on <= facts.on, 'evidenceInFuture', { on }),
        must(on >= startedOn, 'evidenceBeforeConstruction', { on, startedOn }),
        must(!last || last.on <= on, 'evidenceSuperseded', { on: last?.on ?? '' }),
        must(validUntil === undefined || validUntil >= on, 'evidenceNeverValid', {
          validUntil: validUntil ?? '',
        }),
        ...(validUntil === undefined ? [] : [plannableCheck(validUntil, facts)]),
        must(
          gate !== 'security' || validUntil === undefined || validUntil <= latest,
          'evidenceValidTooLong',
          {
            latest,
            months,
          },
        ),
      ]
    },
    events: (_state, body, facts) => {
      const { gate, status, document, on, note } = body
      const validUntil = validityOf(body, facts)
      return [
        { type: 'gateEvidenceRecorded', v: 1, gate, status, document, on, validUntil, note: note ?? null },
      ]
    },
  },
}

/** Any approver holds the role somewhere; on this project it is its authority's, or the planning authority's. */
function competent({ authority }: ProjectState, { actor, policy }: Facts): Check {
  const isElsewhere =
    actor.kind === 'person' &&
    actor.role === 'approver' &&
    !actor.orgPath.includes(authority) &&
    !actor.orgPath.includes(policy.values.planningAuthority)
  return must(!isElsewhere, 'outOfScope')
}

/** A finding against a gate stands until another one; a security finding that names no end runs out [D]. */
function validityOf({ gate, status, on, validUntil }: EvidenceBody, { policy }: Facts): PlainDate | null {
  if (status === 'unmet') return null
  const months = policy.values.cryptographyAssessmentValidMonths
  return validUntil ?? (gate === 'security' ? addMonths(on, months) : null)
}
