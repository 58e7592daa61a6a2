/** What there is to do next after what happens to a case of any kind, and before or after its deadlines. */
import { nextStep } from './notice.ts'

const task = nextStep('tasks')
const info = nextStep('information')
const near = nextStep('deadlines')
const overdue = nextStep('overdue')

const SIGN = [
  '请查看待签内容，签署同意或提出异议。',
  'Please look at what is to be signed: sign or object.',
] as const

export const SHARED_NEXT_STEPS = {
  verdictsVoided: task('如仍需决定，请重新签署。', 'If the decision still stands, it is to be signed anew.'),
  signerAdded: task(...SIGN),
  seatTransferred: task(...SIGN),
  seatDelegated: task('请反馈意见，由委派人签署。', 'Your advice is waited for; whoever asked then signs.'),
  adviceGiven: task('请委派人参考意见后签署。', 'Whoever asked is to sign, with the advice at hand.'),
  reviewNudged: task(...SIGN),
  signatureAwaited: task(...SIGN),
  seatsClosed: task(
    '请审批部门确认仍有人可以签署，必要时加签。',
    'The authority is to see to it that somebody else can sign, or to add a signer.',
  ),
  copiedTo: info('无需办理。', 'Nothing needs to be done.'),
  deadlineSet: info('请查看新的到期日。', 'Please look at the new due date.'),
  deadlineNear: near('请在到期日前办理。', 'It is to be done before that day ends.'),
  deadlineEscalated: overdue('请督促办理。', 'Please see to it that it is done.'),
  holderLeft: task(
    '请本单位负责人改派待办（reassign-task）。',
    'A leader of the unit is to hand the task to somebody else (reassign-task).',
  ),
  signerLeft: task(
    '请提出人或组长将席位记为缺席（mark-absent）；加签的席位可以减签（remove-signer），需要时另行加签（add-signer）。',
    'Whoever proposed it, or the chair, is to mark the seat absent (mark-absent); an added seat can be removed (remove-signer) and another signer added (add-signer).',
  ),
  adviserLeft: task(
    '请席位持有人另行委派（delegate-seat）。',
    'The holder of the seat is to ask somebody else for advice (delegate-seat).',
  ),
  signersGone: task(
    '请在组织目录中安排人员，或由提出人、组长将席位记为缺席（mark-absent）后另行加签（add-signer）。',
    'Somebody is to be given the role in the directory; or whoever proposed it, or the chair, marks the seat absent (mark-absent) and another signer is added (add-signer).',
  ),
  officeEmpty: task(
    '请在组织目录中安排承担该角色的人员。',
    'Somebody is to be given this role in the directory of the organisation.',
  ),
}
