/** Every row of docs/features.md, in the order of the table. */
import { COURSE_FEATURES } from './course-features.ts'
import type { Feature } from './feature.ts'
import { FINDING_FEATURES } from './finding-features.ts'
import { HANDOVER_FEATURES } from './handover-features.ts'
import { RECORD_FEATURES } from './record-features.ts'
import { REVIEW_FEATURES } from './review-features.ts'
import { TASK_FEATURES } from './task-features.ts'
import { TIME_FEATURES } from './time-features.ts'

export const FEATURES: readonly Feature[] = [
  ...TASK_FEATURES,
  ...HANDOVER_FEATURES,
  ...REVIEW_FEATURES,
  ...COURSE_FEATURES,
  ...TIME_FEATURES,
  ...RECORD_FEATURES,
  ...FINDING_FEATURES,
]
