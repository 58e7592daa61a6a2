/** The people of the domain tests, each with the role in which they act. */
import type { OrgId, PersonActor, Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'

const person = (id: string, role: Role, orgPath: [OrgId, ...OrgId[]], isLeader = false): PersonActor => ({
  kind: 'person',
  person: id as PersonId,
  role,
  org: orgPath[0],
  orgPath,
  isLeader,
})

/** The owner: a ministry and its informatics bureau. */
export const OWNER = 'mnr'
export const applicant = person('p-applicant', 'applicant', ['mnr-informatics', OWNER])
export const lead = person('p-lead', 'departmentLead', ['mnr-informatics', OWNER], true)
export const departmentFinance = person('p-dept-finance', 'departmentFinance', ['mnr-finance', OWNER])
export const otherLead = person('p-other-lead', 'departmentLead', ['moa-informatics', 'moa'], true)

/** The approving authority: a handler and the leader, who signs second. */
export const AUTHORITY = 'ndrc'
export const approver = person('p-approver', 'approver', ['ndrc-hightech', AUTHORITY])
export const leader = person('p-leader', 'approver', ['ndrc-hightech', AUTHORITY], true)
export const otherApprover = person('p-other-approver', 'approver', ['miit-informatics', 'miit'])

/** The same for the Ministry of Finance. */
export const financier = person('p-financier', 'financeMinistry', ['mof-budget', 'mof'])
export const financeLeader = person('p-finance-leader', 'financeMinistry', ['mof-budget', 'mof'], true)

/** The cyberspace administration, which records evidence on security. */
export const cyberspace = person('p-cyberspace', 'cyberspace', ['cac-security', 'cac'])

/** The State Council office, which by default policy revokes approvals of others. */
export const officer = person('p-officer', 'stateCouncilOffice', ['sco-egov', 'sco'])
export const officeLeader = person('p-office-leader', 'stateCouncilOffice', ['sco-egov', 'sco'], true)

/** An appraising agency, and one that has not worked on the project. */
export const AGENCY = 'appraisal-centre'
export const expert = person('p-expert', 'expert', [AGENCY])
export const EVALUATOR = 'evaluation-institute'
export const evaluator = person('p-evaluator', 'expert', [EVALUATOR])

export const CAST = [
  ...[applicant, lead, departmentFinance, otherLead, approver, otherApprover],
  ...[financier, officer, expert, evaluator],
]

export const SUPERVISION = 'sure-supervision'
export const CONTRACTOR = 'north-systems'

/** The person who gives the second signature after this one. */
export const secondOf = ({ role }: PersonActor): PersonActor => {
  if (role === 'financeMinistry') return financeLeader
  return role === 'stateCouncilOffice' ? officeLeader : leader
}
