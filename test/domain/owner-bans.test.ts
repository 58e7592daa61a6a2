/** A ban on an owner stops filings if an acceptance is overdue, and new builds if gate 1 or 3 is unmet. */
import { describe, expect, it } from 'vitest'
import { BAN_REASONS, type BanReason } from '#domain/project/facts.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, filed, plan, study } from './approval-form.ts'
import { building, type ProjectDriver, project, readyToBuild, startBody, wan } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const banned = (p: ProjectDriver, reason: BanReason): ProjectDriver =>
  p.given({ bans: [{ caseId: 'project/other' as never, reason, since: plainDate('2026-01-05') }] })

const line = {
  year: 2026,
  amountFen: wan(1000),
  source: 'centralInvestment' as const,
  documentNumber: '发改投资〔2026〕101号',
}

const fresh = () => project().given({ plan }).at('2026-03-02').by(lead)
const funded = () => readyToBuild('2026-03-02').funded().by(lead)

describe('a ban on the owner', () => {
  it.each(['acceptanceOverdue', 'sharingUnmet', 'securityUnmet'] as const)('stops a filing: %s', (reason) => {
    expect(banned(fresh(), reason).refused('submitStage', study())).toEqual(['ownerBanned'])
  })

  it.each(['sharingUnmet', 'securityUnmet'] as const)(
    'for unmet gates stops the approval, the money and the start of a new build: %s',
    (reason) => {
      const p = banned(appraised(filed()), reason)
      expect(p.refused('decide', approveBody(p))).toEqual(['ownerBanned'])
      const { formDigest } = approveBody(p)
      expect(p.refused('decide', { verdict: 'return', formDigest, reasons: '整改后再报' })).toEqual([])
      const listing = banned(readyToBuild('2026-03-02').by(approver), reason)
      expect(listing.refused('listInAnnualPlan', line)).toEqual(['ownerBanned'])
      const start = banned(funded(), reason)
      expect(start.unmet('startConstruction', startBody)).toEqual([
        { code: 'ownerBanned', params: { reason: BAN_REASONS[reason], since: '2026-01-05' } },
      ])
      expect(start.given({ bans: [] }).refused('startConstruction', startBody)).toEqual([])
    },
  )

  it('does not affect construction that has started', () => {
    const p = banned(building('2026-03-02').by(approver), 'sharingUnmet')
    expect(p.refused('listInAnnualPlan', { ...line, year: 2027 })).toEqual([])
  })

  it('because of an overdue acceptance stops new filings, not projects that were filed before', () => {
    const p = banned(appraised(filed()), 'acceptanceOverdue')
    expect(p.refused('decide', approveBody(p))).toEqual([])
    expect(banned(funded(), 'acceptanceOverdue').refused('startConstruction', startBody)).toEqual([])
  })
})
