/**
 * T1: the national project code 全国投资项目代码. The owner applies for it before the first approval (条例10), and it never changes
 * (GB/T 40058-2021).
 */

import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { STEP_SUBMISSION } from '../../law/own-policy.ts'
import { together } from '../../law/provision.ts'
import { INVESTMENT_REGULATION_10, NDRC_2020_1439, PROJECT_CODE_STANDARD } from '../../law/provisions.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectTopic } from '../topic.ts'
import type { StageBody } from './submission.ts'

const REFUSALS = {
  projectCodeMissing: {
    kind: 'gate',
    zh: '首次批复前须取得全国投资项目代码',
    en: 'the national project code is applied for before the first approval',
    source: together(STEP_SUBMISSION, INVESTMENT_REGULATION_10, PROJECT_CODE_STANDARD),
  },
  projectCodeDiffers: {
    kind: 'gate',
    zh: '项目代码终身唯一，已登记为 {code}',
    en: 'the project code is one for life; {code} is registered',
    source: NDRC_2020_1439,
  },
  /** Checked over all projects when the code is given (`codeGiven`). */
  projectCodeTaken: {
    kind: 'gate',
    zh: '项目代码 {code} 已用于另一项目：请核对代码，或在该项目中办理',
    en: 'the project code {code} belongs to another project: check the code, or act on that project',
    source: NDRC_2020_1439,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

type Coded = Pick<ProjectState, 'projectCode'>

/** A later document may leave out the code, but may not give another one. */
export const sameCodeCheck = ({ projectCode: known }: Coded, { projectCode: given }: StageBody): Check =>
  must(known === null || given === undefined || given === known, 'projectCodeDiffers', { code: known ?? '' })

/** An approval needs a project code. */
export const codeCheck = ({ projectCode }: Coded): Check => must(projectCode !== null, 'projectCodeMissing')

export const PROJECT_CODE = { refusals: REFUSALS } satisfies ProjectTopic
