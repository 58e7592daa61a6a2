/** The readers of the tests on reading: every role in every relation to a project. */
import type { Role } from '#domain/values/directory.ts'
import type { Sight } from './reading-routes.ts'

/** What is visible of the open round: everything, the reader's own seat, or only that it waits. */
export type Votes = 'all' | 'seat' | 'waits'

/** Relations to a project of the MCA with an open round of the NDRC; `other`: what the reader sees of a project of the MOHRSS. */
export const READERS: [role: Role, as: string, relation: string, sight: Sight, votes: Votes, other: Sight][] =
  [
    ['approver', 'chen-hao', 'of the authority', 'all', 'all', 'all'],
    ['approver', 'guo-ping', 'of another bureau of the authority', 'all', 'all', 'all'],
    ['approver', 'wu-fang', 'of the owner', 'all', 'waits', 'nothing'],
    ['approver', 'shen-bo', 'of an office that has a seat', 'all', 'seat', 'nothing'],
    ['approver', 'xie-ling', 'named on a seat', 'all', 'seat', 'all'],
    ['approver', 'yao-gang', 'asked for advice on a seat', 'all', 'seat', 'nothing'],
    ['approver', 'xu-rui', 'with a copy', 'all', 'waits', 'nothing'],
    ['approver', 'kong-fan', 'of the agency', 'all', 'waits', 'nothing'],
    ['approver', 'qian-wei', 'in none', 'nothing', 'waits', 'all'],
    ['approver', 'jin-lu', 'in none', 'nothing', 'waits', 'nothing'],
    ['financeMinistry', 'tang-yu', 'in none', 'all', 'all', 'all'],
    ['cyberspace', 'feng-lei', 'in none', 'all', 'all', 'all'],
    ['stateCouncilOffice', 'deng-hui', 'in none', 'nothing', 'waits', 'nothing'],
    ['auditor', 'lu-qing', 'in none', 'all', 'all', 'all'],
    ['applicant', 'zhao-min', 'of the owner', 'all', 'waits', 'nothing'],
    ['applicant', 'jiang-nan', 'with a copy', 'all', 'waits', 'nothing'],
    ['applicant', 'qian-wei', 'in none', 'nothing', 'waits', 'all'],
    ['departmentLead', 'zhou-kai', 'of the owner', 'all', 'waits', 'nothing'],
    ['departmentLead', 'cao-rong', 'in none', 'nothing', 'waits', 'nothing'],
    ['frameworkLead', 'luo-jun', 'in none', 'nothing', 'waits', 'all'],
    ['departmentFinance', 'sun-yue', 'of the owner', 'all', 'waits', 'nothing'],
    ['departmentFinance', 'wei-jia', 'in none', 'nothing', 'waits', 'nothing'],
    ['expert', 'ma-lan', 'of the agency', 'all', 'waits', 'nothing'],
    ['expert', 'bai-lu', 'in none', 'nothing', 'waits', 'nothing'],
    ['supervisor', 'yao-gang', 'asked for advice on a seat', 'all', 'seat', 'nothing'],
    ['operator', 'gu-ming', 'in none', 'standing', 'waits', 'standing'],
    ['systemAdmin', 'shi-yan', 'in none', 'nothing', 'waits', 'nothing'],
    ['securityAdmin', 'fan-chen', 'in none', 'nothing', 'waits', 'nothing'],
  ]

/** People who get the role of approver in addition to their own roles. */
export const MORE_APPROVERS = ['yao-gang', 'xu-rui', 'kong-fan', 'qian-wei', 'jin-lu']
