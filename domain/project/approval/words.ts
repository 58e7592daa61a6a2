/** The fixed words of the approval stages: lists that types, schemas, tables and screens are derived from. */

export const STAGES = ['proposal', 'feasibility', 'preliminaryDesign', 'merged'] as const
export type Stage = (typeof STAGES)[number]

export const TRACKS = ['ordinary', 'planned', 'urgent'] as const
export type Track = (typeof TRACKS)[number]

/** The documents each track asks for, in their order (rulebook §2.3: tracks A, B and C). */
export const STAGES_OF_TRACK: Readonly<Record<Track, readonly Stage[]>> = {
  ordinary: ['proposal', 'feasibility', 'preliminaryDesign'],
  planned: ['feasibility', 'preliminaryDesign'],
  urgent: ['merged'],
}

export const STAGE_TITLES: Readonly<Record<Stage, { zh: string; en: string }>> = {
  proposal: { zh: '项目建议书', en: 'proposal' },
  feasibility: { zh: '可行性研究报告', en: 'feasibility study' },
  preliminaryDesign: { zh: '初步设计方案和投资概算', en: 'preliminary design with budget estimate' },
  merged: {
    zh: '可行性研究报告、初步设计方案和投资概算（合并）',
    en: 'merged study, design and budget estimate',
  },
}

/** What a submitted file is. The four of civil works are asked for only with new civil works [C:S5]. */
export const FILE_KINDS = [
  'stageDocument',
  'sharingChapter',
  'cryptographyPlan',
  'safetyStatement',
  'overrunReport',
  'energyReview',
  'siteSelection',
  'landPreReview',
  'environmentalImpact',
  'other',
] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const FILE_KIND_TITLES: Readonly<Record<FileKind, string>> = {
  stageDocument: '阶段文件',
  sharingChapter: '信息资源共享分析篇（章）',
  cryptographyPlan: '密码应用方案',
  safetyStatement: '软硬件安全可靠说明',
  overrunReport: '超概说明',
  energyReview: '节能评估',
  siteSelection: '规划选址',
  landPreReview: '用地预审',
  environmentalImpact: '环境影响评价',
  other: '其他',
}

export const CIVIL_WORKS_FILES: readonly FileKind[] = [
  'energyReview',
  'siteSelection',
  'landPreReview',
  'environmentalImpact',
]

/** 无条件 / 有条件 / 不予共享 [C: names S17]. */
export const SHARING_TYPES = ['unconditional', 'conditional', 'withheld'] as const
export type SharingType = (typeof SHARING_TYPES)[number]

/** Why an approval that was issued is revoked 撤销; what follows from each ground is policy data. */
export const REVOCATION_GROUNDS = {
  procedureViolated: { zh: '审批程序违法', en: 'the procedure was violated' },
  factsWrong: { zh: '认定事实有误', en: 'the facts were found wrongly' },
  circumstancesChanged: { zh: '客观情况发生重大变化', en: 'circumstances have changed materially' },
  materialsFalse: { zh: '申报材料虚假', en: 'the materials were false' },
} as const satisfies Record<string, { zh: string; en: string }>
export type RevocationGround = keyof typeof REVOCATION_GROUNDS

/** What a revocation leads to: the same document is decided anew, a new one is asked for, or the project ends. */
export const REVOCATION_EFFECTS = {
  decideAnew: { zh: '重新审批', en: 'to be decided anew' },
  resubmit: { zh: '重新报送', en: 'to be submitted anew' },
  end: { zh: '项目终止', en: 'the project ends' },
} as const satisfies Record<string, { zh: string; en: string }>
export type RevocationEffect = keyof typeof REVOCATION_EFFECTS
export type RevocationEffectTable = Readonly<Record<RevocationGround, RevocationEffect>>

export const VERDICTS = ['approve', 'refuse', 'return'] as const
