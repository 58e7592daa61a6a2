/** What there is to do next after what happens to a case of any kind, and before or after its deadlines. */
import { beforeDue, information, NOTHING_TO_DO, overdue, toDo } from './notice.ts'

const SIGN = [
  '请查看待签内容，签署同意或提出异议。',
  'Please look at what is to be signed: sign or object.',
] as const

export const SHARED_NEXT_STEPS = {
  verdictsVoided: toDo('如仍需决定，请重新签署。', 'If the decision still stands, it is to be signed anew.'),
  signerAdded: toDo(...SIGN),
  seatTransferred: toDo(...SIGN),
  seatDelegated: toDo('请反馈意见，由委派人签署。', 'Your advice is waited for; whoever asked then signs.'),
  adviceGiven: toDo('请委派人参考意见后签署。', 'Whoever asked is to sign, with the advice at hand.'),
  reviewNudged: toDo(...SIGN),
  signatureAwaited: toDo(...SIGN),
  seatsClosed: toDo(
    '请审批部门确认仍有人可以签署，必要时加签。',
    'The authority is to see to it that somebody else can sign, or to add a signer.',
  ),
  copiedTo: information(...NOTHING_TO_DO),
  deadlineSet: information('请查看新的到期日。', 'Please look at the new due date.'),
  deadlineNear: beforeDue('请在到期日前办理。', 'It is to be done before that day ends.'),
  deadlineEscalated: overdue('请督促办理。', 'Please see to it that it is done.'),
  holderLeft: toDo('请本单位负责人改派待办。', 'A leader of the unit is to hand the task to somebody else.'),
  signerLeft: toDo(
    '请提出人或组长将席位记为缺席；加签的席位可以减签，需要时另行加签。',
    'Whoever proposed it, or the chair, is to mark the seat absent; an added seat can be removed and another signer added.',
  ),
  adviserLeft: toDo('请席位持有人另行委派。', 'The holder of the seat is to ask somebody else for advice.'),
  signersGone: toDo(
    '请在组织目录中安排人员，或由提出人、组长将席位记为缺席后另行加签。',
    'Somebody is to be given the role in the directory; or whoever proposed it, or the chair, marks the seat absent and another signer is added.',
  ),
  officeEmpty: toDo(
    '请在组织目录中安排承担该角色的人员。',
    'Somebody is to be given this role in the directory of the organisation.',
  ),
}
