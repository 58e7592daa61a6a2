/** Who exists: organisations in a tree, people, and the roles that people hold for an organisation. */
import type { PersonId } from './ids.ts'
import type { PlainDate } from './plain-date.ts'
import type { Uscc } from './uscc.ts'

/**
 * The roles of the procedure (rulebook §1). One person may hold several; each act names the one it is done in.
 */
export const ROLES = {
  applicant: { zh: '经办人（建设单位）', en: 'applicant' },
  departmentLead: { zh: '建设单位负责人', en: 'department lead' },
  frameworkLead: { zh: '框架方案牵头部门', en: 'framework lead' },
  approver: { zh: '审批部门', en: 'approver' },
  financeMinistry: { zh: '财政部', en: 'Ministry of Finance' },
  cyberspace: { zh: '中央网信办', en: 'cyberspace administration' },
  stateCouncilOffice: { zh: '国务院办公厅', en: 'State Council office' },
  expert: { zh: '评估专家', en: 'expert' },
  supervisor: { zh: '监理', en: 'supervisor' },
  auditor: { zh: '审计', en: 'auditor' },
  departmentFinance: { zh: '部门财务', en: 'department finance' },
  operator: { zh: '运维', en: 'operator' },
  systemAdmin: { zh: '系统管理员', en: 'system administrator' },
  securityAdmin: { zh: '安全管理员', en: 'security administrator' },
} as const satisfies Record<string, { zh: string; en: string }>

export type Role = keyof typeof ROLES

/** Roles that run or audit the system. People who have one have no business role (Separation of duties [D]). */
export const ADMINISTRATIVE: readonly Role[] = ['operator', 'auditor', 'systemAdmin', 'securityAdmin']

/** Roles of bodies that decide on cases of all departments, also on their own cases. */
export const NATIONAL: readonly Role[] = ['financeMinistry', 'cyberspace', 'stateCouncilOffice']

/** Identifier of an organisation in the directory: a department, a bureau in it, an agency, a firm. */
export type OrgId = string

export interface Organisation {
  id: OrgId
  /** Null at the root of a tree: a department, an agency, a firm. */
  parent: OrgId | null
  /** Legal entities have one; bureaus do not. */
  uscc: Uscc | null
  zh: string
  en: string
  /** A national body, with all organisations below it: people who decide there can read every case. */
  isNational?: boolean
  /** The last day on which it exists; left out or null while no end is known. */
  endedOn?: PlainDate | null
}

/** The organisation and all above it, nearest first. Stops where the data has a loop. */
export function orgPathOf(id: OrgId, orgs: ReadonlyMap<OrgId, Partial<Organisation>>): OrgId[] {
  const path = [id]
  for (let above = orgs.get(id)?.parent; above && !path.includes(above); above = orgs.get(above)?.parent) {
    path.push(above)
  }
  return path
}

/** The department, agency or firm at the end of a path. */
export const rootOf = (path: readonly OrgId[]): OrgId => path.at(-1) ?? ''

/**
 * Whether both belong to one department, agency or firm. One path may be older than the other, or only the code of a department:
 * so it is enough that one path contains the root of the other, also when that department has since moved under another one.
 */
export const isSameRoot = (one: readonly OrgId[], other: readonly OrgId[]): boolean =>
  one.length > 0 && (other.includes(rootOf(one)) || one.includes(rootOf(other)))

export interface Person {
  id: PersonId
  zh: string
  en: string
  /** Bureau or firm that the person works in. */
  org: OrgId
  roles: Role[]
  /** Signs the leader's seat of a decision (rulebook T8: 审批部门 leader). */
  isLeader: boolean
  email: string
  /** The last day on which the person acts for the organisation; left out or null while no end is known. */
  leftOn?: PlainDate | null
  /** Opaque: accounts with the same identity belong to one human being. Left out or null: not known. */
  identity?: string | null
}

/** A person whom an act names, as the directory has them. */
export type NamedPerson = Pick<Person, 'id' | 'org' | 'roles' | 'isLeader'> & {
  orgPath: OrgId[]
  leftOn: PlainDate | null
  /** Other accounts of the same human. */
  accounts?: PersonId[]
}

/** An organisation that an act names. */
export interface NamedOrganisation {
  id: OrgId
  /** The organisation and all above it, nearest first. */
  path: OrgId[]
  /** Somebody there, or in an organisation below it, is an expert on that day. Left out: not looked up. */
  hasExpert?: boolean
  /** It, or an organisation above it, is a national body. Left out: not looked up. */
  isNational?: boolean
}

/** The people, organisations and documents that an act names and that exist. */
export interface Named {
  people: readonly NamedPerson[]
  organisations: readonly NamedOrganisation[]
  /** Digests of documents of the case, in order. Left out: the act names no document. */
  documents?: readonly string[]
}

export const NOBODY_NAMED: Named = { people: [], organisations: [] }

/** Who does an act, as the directory has them at that moment. */
export type Actor =
  | {
      kind: 'person'
      person: PersonId
      role: Role
      org: OrgId
      /** The organisation and all above it, nearest first. */
      orgPath: OrgId[]
      isLeader: boolean
      /** Other accounts of the same human. */
      accounts?: PersonId[]
      /** Set for a substitute 代班: role and organisation are those of the person whom they act for. */
      actingFor?: ActingFor
    }
  /** The system itself: a deadline passed, or a calendar changed. It is never shown as a person. */
  | { kind: 'system' }

/** For whom a substitute acts, by which appointment, and the substitute's own organisation. */
export interface ActingFor {
  person: PersonId
  /** Other accounts of that human. */
  accounts?: PersonId[]
  /** The substitute's own bureau and all above it, nearest first. */
  ownPath: OrgId[]
  substitution: string
}

export type PersonActor = Extract<Actor, { kind: 'person' }>
