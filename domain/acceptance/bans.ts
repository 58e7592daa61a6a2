import type { BanReason } from '../project/facts.ts'
import type { ProjectState } from '../project/state.ts'

/** Bars on new builds that this project's acceptance puts up for its owner, while they last. */
export const bansOf = ({ acceptance }: ProjectState): BanReason[] =>
  acceptance?.isOverdue ? ['acceptanceOverdue'] : []
