/**
 * Notices that are not about a recorded event: an awaited signature, a deadline that is near or overdue, an unattended task. Here is
 * the next step of each; the other words are made where the notice is.
 */

import { beforeDue, type NoticeWords, overdue, SIGN, toDo } from '../case/notice.ts'
import type { UnattendedKind } from '../tasks/unattended.ts'
import type { DeadlineStep } from './deadline-notices.ts'

interface UnrecordedNotice {
  next: NoticeWords
  /** Commissioned readers may see its receipts. */
  forCommissioned?: true
}

export const UNRECORDED_NOTICES: Readonly<
  Record<'signatureAwaited' | DeadlineStep['event'] | UnattendedKind, UnrecordedNotice>
> = {
  signatureAwaited: { next: toDo(...SIGN), forCommissioned: true },
  deadlineNear: {
    next: beforeDue('请在到期日前办理。', 'It is to be done before that day ends.'),
    forCommissioned: true,
  },
  deadlineEscalated: {
    next: overdue('请督促办理。', 'Please see to it that it is done.'),
    forCommissioned: true,
  },
  holderLeft: {
    next: toDo('请本单位负责人改派待办。', 'A leader of the unit is to hand the task to somebody else.'),
    forCommissioned: true,
  },
  signerLeft: {
    next: toDo(
      '请提出人或组长将席位记为缺席；加签的席位可以减签，需要时另行加签。',
      'Whoever proposed it, or the chair, is to mark the seat absent; an added seat can be removed and another signer added.',
    ),
    forCommissioned: true,
  },
  adviserLeft: {
    next: toDo('请席位持有人另行委派。', 'The holder of the seat is to ask somebody else for advice.'),
    forCommissioned: true,
  },
  signersGone: {
    next: toDo(
      '请在组织目录中安排人员，或由提出人、组长将席位记为缺席后另行加签。',
      'Somebody is to be given the role in the directory; or whoever proposed it, or the chair, marks the seat absent and another signer is added.',
    ),
    forCommissioned: true,
  },
  officeEmpty: {
    next: toDo(
      '请在组织目录中安排承担该角色的人员。',
      'Somebody is to be given this role in the directory of the organisation.',
    ),
    forCommissioned: true,
  },
}
