/** Why a line of O&M funds has its amount: every basis carries its reasons as plain data, each with its source. */
import type { GateCause } from './gates.ts'
import type { Gate } from './words.ts'

export interface OmReasonEntry {
  zh: string
  en: string
  /** Cited exactly as the rulebook gives it, with its certainty mark, or "policy default [D]". */
  source: string
}

export const OM_REASONS = {
  sharingUnmet: {
    zh: '未按要求共享数据资源或者重复采集数据，不安排运行维护经费',
    en: 'data are not shared as required, or are collected twice: no O&M funds',
    source: 'no-O&M [C:S2,S0]; duplicate collection + build ban R+',
  },
  sharingUnproven: {
    zh: '没有数据共享情况的证据，不安排运行维护经费',
    en: 'nothing shows that data are shared as required: no O&M funds',
    source: 'no-O&M [C:S2,S0]; missing evidence: policy default [D]',
  },
  sharingExpired: {
    zh: '数据共享情况的证据已过有效期，不安排运行维护经费',
    en: 'the evidence on sharing has run out: no O&M funds',
    source: 'no-O&M [C:S2,S0]; validity: policy default [D]',
  },
  registerMissing: {
    zh: '未纳入国家政务信息系统总目录，不安排运行维护经费',
    en: 'not in the systems register: no O&M funds',
    source: '[C:S2,S0]',
  },
  securityUnmet: {
    zh: '不符合密码应用和网络安全要求或者存在重大安全隐患，不安排运行维护经费',
    en: 'cryptography or network security requirements are unmet, or a grave danger exists: no O&M funds',
    source: '[C:S2]; hidden-danger + ban R+',
  },
  securityUnproven: {
    zh: '没有密码应用和网络安全的证据，不安排运行维护经费',
    en: 'nothing shows that cryptography and network security requirements are met: no O&M funds',
    source: '[C:S2]; missing evidence: policy default [D]',
  },
  securityExpired: {
    zh: '密码应用和网络安全的证据已过有效期，不安排运行维护经费',
    en: 'the evidence on cryptography and network security has run out: no O&M funds',
    source: '[C:S2]; validity: policy default [D]',
  },
  gradeArranged: {
    zh: '后评价等级“{grade}”：按政策安排申请额的 {percent}%',
    en: 'grade {grade}: policy arranges {percent}% of what was requested',
    source: 'policy default [D]; results are an important basis [C:S0]; R+',
  },
  gradeReduced: {
    zh: '后评价等级“{grade}”：按政策核减至申请额的 {percent}%',
    en: 'grade {grade}: policy reduces the funds to {percent}% of what was requested',
    source: 'policy default [D]; results are an important basis [C:S0]; R+',
  },
  gradeWithheld: {
    zh: '后评价等级“{grade}”：按政策不安排运行维护经费',
    en: 'grade {grade}: policy arranges no O&M funds',
    source: 'policy default [D]; results are an important basis [C:S0]; R+',
  },
  aboveUsualShare: {
    zh: '申请额超过已批准概算的 {percent}%（{limit} 万元），请核实',
    en: 'more is requested than {percent}% of the approved budget estimate ({limit} × 10,000 yuan): to be verified',
    source: 'policy default [D]',
  },
  restoredProRata: {
    zh: '闸口自 {since} 恢复，按全年 {ofDays} 日中的 {days} 日计',
    en: 'the gates are met again since {since}: {days} of the {ofDays} days of the year count',
    source: 'rulebook §2.8 Restoration [D]',
  },
} as const satisfies Record<string, OmReasonEntry>

export type OmReasonCode = keyof typeof OM_REASONS

export interface OmReason extends OmReasonEntry {
  code: OmReasonCode
}

export const GATE_REASONS: Readonly<Record<Gate, Readonly<Record<GateCause, OmReasonCode>>>> = {
  sharing: {
    evidenceUnmet: 'sharingUnmet',
    noEvidence: 'sharingUnproven',
    evidenceExpired: 'sharingExpired',
  },
  // However it comes that a system is not in the register: it is not.
  register: {
    evidenceUnmet: 'registerMissing',
    noEvidence: 'registerMissing',
    evidenceExpired: 'registerMissing',
  },
  security: {
    evidenceUnmet: 'securityUnmet',
    noEvidence: 'securityUnproven',
    evidenceExpired: 'securityExpired',
  },
}

/** The reason in words; `params` are filled per language. */
export function omReason(
  code: OmReasonCode,
  params: { zh: Readonly<Record<string, string>>; en: Readonly<Record<string, string>> } = { zh: {}, en: {} },
): OmReason {
  const { zh, en, source } = OM_REASONS[code]
  const fill = (template: string, values: Readonly<Record<string, string>>): string =>
    template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return { code, zh: fill(zh, params.zh), en: fill(en, params.en), source }
}
