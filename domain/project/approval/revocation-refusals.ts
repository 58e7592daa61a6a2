import type { RefusalEntry } from '../../case/refusal.ts'

/** Refusals of 撤销. */
export const REVOCATION_REFUSALS = {
  nothingToRevoke: {
    kind: 'state',
    zh: '没有可撤销的批复',
    en: 'there is no approval in force to revoke',
    source: 'policy default [D]',
  },
  otherApproval: {
    kind: 'state',
    zh: '“{stage}”现行有效的批复是 {current}，并非所撤销的',
    en: 'the approval in force of the {stage} is {current}, not the one named',
    source: 'policy default [D]',
  },
  builtOnApproval: {
    kind: 'state',
    zh: '项目已开工，批复不得撤销；可责令整改、暂停或终止',
    en: 'construction has begun: order a rectification, suspend or terminate instead',
    source: 'T20-T22; policy default [D]',
  },
  revokingAuthorityOnly: {
    kind: 'forbidden',
    zh: '批复只能由政策指定的角色（{role}）撤销，且不得是作出批复的部门',
    en: 'only the role that policy names ({role}) revokes, and never whoever approved',
    source: 'Separation of duties [D]',
  },
  approverMayNotRevoke: {
    kind: 'forbidden',
    zh: '签署过所撤销批复的人员不得参与撤销',
    en: 'whoever signed what is revoked does not revoke it',
    source: 'Separation of duties [D]',
  },
} as const satisfies Record<string, RefusalEntry>
