/** The fixed words of the approval stages. Types, shapes, tables and screens use these lists. */

import type { Words } from '../../case/kind.ts'
import type { Role } from '../../values/directory.ts'

export const STAGES = ['proposal', 'feasibility', 'preliminaryDesign', 'merged'] as const
export type Stage = (typeof STAGES)[number]

export const TRACKS = ['ordinary', 'planned', 'urgent'] as const
export type Track = (typeof TRACKS)[number]

/** The documents of each track, in order (rulebook §2.3: tracks A, B and C). */
export const STAGES_OF_TRACK: Readonly<Record<Track, readonly Stage[]>> = {
  ordinary: ['proposal', 'feasibility', 'preliminaryDesign'],
  planned: ['feasibility', 'preliminaryDesign'],
  urgent: ['merged'],
}

export const STAGE_TITLES: Readonly<Record<Stage, Words>> = {
  proposal: { zh: '项目建议书', en: 'proposal' },
  feasibility: { zh: '可行性研究报告', en: 'feasibility study' },
  preliminaryDesign: { zh: '初步设计方案和投资概算', en: 'preliminary design with budget estimate' },
  merged: {
    zh: '可行性研究报告、初步设计方案和投资概算（合并）',
    en: 'merged study, design and budget estimate',
  },
}

/** Kinds of submitted files. The four of civil works are required only with new civil works [C:S5]. */
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

export const FILE_KIND_TITLES: Readonly<Record<FileKind, Words>> = {
  stageDocument: { zh: '阶段文件', en: 'stage document' },
  sharingChapter: { zh: '信息资源共享分析篇（章）', en: 'sharing chapter' },
  cryptographyPlan: { zh: '密码应用方案', en: 'cryptography plan' },
  safetyStatement: { zh: '软硬件安全可靠说明', en: 'statement on safe and reliable products' },
  overrunReport: { zh: '概算超估算情况报告', en: 'report on exceeding the rough estimate' },
  energyReview: { zh: '节能评估', en: 'energy review' },
  siteSelection: { zh: '规划选址', en: 'site selection' },
  landPreReview: { zh: '用地预审', en: 'land pre-review' },
  environmentalImpact: { zh: '环境影响评价', en: 'environmental impact assessment' },
  other: { zh: '其他', en: 'other document' },
}

/** In which roles departments that are consulted answer. */
export const CONSULTED_ROLES = [
  'approver',
  'financeMinistry',
  'cyberspace',
] as const satisfies readonly Role[]

/** What a department says of a document. */
export const OPINIONS = ['noObjection', 'remarks', 'objection'] as const
export type Opinion = (typeof OPINIONS)[number]

export const OPINION_TITLES: Readonly<Record<Opinion, Words>> = {
  noObjection: { zh: '无不同意见', en: 'no objection' },
  remarks: { zh: '有修改意见', en: 'remarks' },
  objection: { zh: '不同意', en: 'objection' },
}

/** 无条件 / 有条件 / 不予共享 [C: names S17]. */
export const SHARING_TYPES = ['unconditional', 'conditional', 'withheld'] as const
export type SharingType = (typeof SHARING_TYPES)[number]
