import { expect, it } from 'vitest'
import { firstDue } from '#domain/case/deadline.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { filed } from './approval-form.ts'
import { digestOf } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const policyOf = (days: number, version: string) => ({
  ...POLICY_V1,
  version,
  values: { ...POLICY_V1.values, completenessWorkingDays: days, supplementWorkingDays: days },
})

it('silent admission comes before the withdrawal for a missing supplement if both periods end on the same day', () => {
  const p = filed().given({ policy: policyOf(5, 'five') })
  p.by(approver).act('requestSupplement', { items: [{ kind: 'cryptographyPlan', what: '缺' }] })
  const files = [{ kind: 'cryptographyPlan' as const, digest: digestOf('plan') }]
  p.by(lead).act('supplement', { amends: p.state.approval.form.digest, files })
  const forgotten = [{ kind: 'safetyStatement' as const, what: '缺二', ownFault: true }]
  p.by(approver).act('requestSupplement', { items: forgotten })
  p.given({ policy: policyOf(6, 'six') }).factsChanged('policy')
  const [one, other] = p.state.deadlines
  expect(one?.dueAt).toBe(other?.dueAt)
  expect(firstDue(p.state)?.kind).toBe('completeness')
})
