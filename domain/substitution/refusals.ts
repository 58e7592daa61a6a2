import { mustOf, type RefusalEntry } from '../case/refusal.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'

/** Refusals of 代班. */
export const SUBSTITUTION_REFUSALS = {
  notSubstitute: {
    kind: 'forbidden',
    zh: '未被指定代理此人',
    en: 'nobody appointed this person to act for the other',
    source: SEPARATION_OF_DUTIES,
  },
  substitutionNotInForce: {
    kind: 'forbidden',
    zh: '代理期限为 {from} 至 {to}，收到时不在期限内',
    en: 'the substitution runs from {from} to {to}; the act was received outside of it',
    source: POLICY_DEFAULT,
  },
  substitutionEnded: {
    kind: 'forbidden',
    zh: '代理已于 {endedAt} 提前终止',
    en: 'the substitution was ended at {endedAt}',
    source: POLICY_DEFAULT,
  },
  substitutionOutOfScope: {
    kind: 'forbidden',
    zh: '此事项不在代理范围内',
    en: 'this is outside of what the substitution covers',
    source: POLICY_DEFAULT,
  },
  substitutesMayNot: {
    kind: 'forbidden',
    zh: '此处不得以代理身份办理',
    en: 'nobody does this for somebody else',
    source: POLICY_DEFAULT,
  },
  appointerNotEntitled: {
    kind: 'forbidden',
    zh: '代理人由本人或其上级负责人指定，代理人不得转托',
    en: 'the person or a leader above appoints a substitute; a substitute never does',
    source: SEPARATION_OF_DUTIES,
  },
  substitutionPeriodOver: {
    kind: 'input',
    zh: '代理期限 {from} 至 {to} 无效或已过',
    en: 'the period from {from} to {to} is no period, or is over',
    source: POLICY_DEFAULT,
  },
  substitutionTooLong: {
    kind: 'input',
    zh: '代理期限最迟至 {latest}（自今日起 {months} 个月），不得至 {to}；届时仍需代理的，请重新指定',
    en: 'a substitution lasts until {latest} at the latest ({months} months from today), not until {to}; appoint anew if it is still needed then',
    source: POLICY_DEFAULT,
  },
  substituteIsSelf: {
    kind: 'input',
    zh: '代理人不得为本人',
    en: 'nobody is their own substitute',
    source: POLICY_DEFAULT,
  },
  substituteLeft: {
    kind: 'gate',
    zh: '代理人在代理期限内已离任',
    en: 'the substitute leaves before the period ends',
    source: SEPARATION_OF_DUTIES,
  },
  substituteAdministers: {
    kind: 'gate',
    zh: '审计和系统管理人员不办理业务，不得代理或被代理',
    en: 'who audits or administers the system holds no business role and is no party to a substitution',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

export const must = mustOf<CaseRefusal | keyof typeof SUBSTITUTION_REFUSALS>()
