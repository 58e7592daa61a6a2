/** The fixed words of acceptance. */

import type { Words } from '../../case/kind.ts'

/** The five groups of documents of an application (rulebook §2.7 R+). */
export const ACCEPTANCE_DOCUMENTS = [
  'summary',
  'financialReport',
  'auditReport',
  'securityAssessment',
  'cryptographyAssessment',
] as const
export type AcceptanceDocument = (typeof ACCEPTANCE_DOCUMENTS)[number]

export const ACCEPTANCE_DOCUMENT_TITLES: Readonly<Record<AcceptanceDocument, Words>> = {
  summary: { zh: '项目建设总结', en: 'construction summary' },
  financialReport: { zh: '财务报告', en: 'financial report' },
  auditReport: { zh: '审计报告', en: 'audit report' },
  securityAssessment: {
    zh: '安全风险评估报告（等级保护测评报告）',
    en: 'security risk assessment (classified protection assessment)',
  },
  cryptographyAssessment: { zh: '密码应用安全性评估报告', en: 'cryptography assessment' },
}

/** 符合 / 基本符合 / 不符合 [R+], rulebook §6. */
export const ASSESSMENT_RESULTS = ['met', 'partlyMet', 'unmet'] as const
export type AssessmentResult = (typeof ASSESSMENT_RESULTS)[number]

/** What an acceptance must check (rulebook §2.7 R+; sharing against the catalog: G5). */
export const ACCEPTANCE_CHECKS = ['products', 'cryptography', 'energy', 'sharing'] as const
export type AcceptanceCheck = (typeof ACCEPTANCE_CHECKS)[number]

export const ACCEPTANCE_CHECK_TITLES: Readonly<Record<AcceptanceCheck, Words>> = {
  products: { zh: '产品安全可靠', en: 'safe and reliable products' },
  cryptography: {
    zh: '密码应用和网络安全审查',
    en: 'use of cryptography and review of network security',
  },
  energy: { zh: '设备和数据中心能效', en: 'energy efficiency of equipment and data centres' },
  sharing: { zh: '信息共享结果与目录一致', en: 'information shared as the catalog says' },
}
