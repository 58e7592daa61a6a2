import type { BanReason } from '../facts.ts'
import type { ProjectState } from '../state.ts'

/** Bars on new builds that this project's acceptance puts up for its owner, while they last. */
export const bansOf = ({ acceptance }: ProjectState): BanReason[] =>
  acceptance?.isOverdue ? ['acceptanceOverdue'] : []
