/**
 * T2 and T3: the authority requests everything that is missing in one notice, and the owner supplements exactly that. A later notice may
 * only name defects of the supplement, or items that the authority itself forgot. An owner who does not supplement in time counts as
 * having withdrawn; more time for it is in supplement-extension.ts.
 */

import { toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT, POLICY_SUPPLEMENT, STEP_SUPPLEMENT } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { LICENSING_LAW_32, LICENSING_LAW_SUPPLEMENT } from '../../law/provisions.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { digest, document, flag, list, object, oneOf, prose } from '../../values/shape.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, DEPARTMENT_LEAD, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import {
  formIs,
  inApproval,
  isOfReceived,
  otherApprovedFiles,
  type SubmittedFile,
  withoutSupplementExtension,
} from './state.ts'
import { submittedFile } from './submission.ts'
import { extendedBySilence, supplementExtended, supplementPeriod } from './supplement-extension.ts'
import { FILE_KIND_TITLES, FILE_KINDS, type FileKind } from './words.ts'

const REFUSALS = {
  newItemAfterNotice: {
    kind: 'gate',
    zh: '补正通知应一次告知全部事项；新增事项“{item}”须注明为审批部门自身遗漏',
    en: 'a notice lists everything at once; the new item “{item}” must be marked as the authority’s own fault',
    source: together(POLICY_SUPPLEMENT, LICENSING_LAW_32),
  },
  fileNotSupplemented: {
    kind: 'gate',
    zh: '事项“{item}”所指文件（{digest}）不是此前补正的“其他”文件',
    en: 'the file of the item “{item}” ({digest}) was not given as “other document” in an earlier supplement',
    source: POLICY_SUPPLEMENT,
  },
  itemNotAsked: {
    kind: 'gate',
    zh: '补正仅限通知所列事项，“{item}”未被要求',
    en: 'a supplement holds only the items listed; “{item}” was not asked for',
    source: STEP_SUPPLEMENT,
  },
  itemUnanswered: {
    kind: 'gate',
    zh: '未补正事项：{item}',
    en: 'the notice also asked for: {item}',
    source: STEP_SUPPLEMENT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const SUPPLEMENT_POLICY = {
  /** From the notice to the supplement; after that the application counts as withdrawn. */
  supplementWorkingDays: workingDays(15),
}

export type SupplementEvent =
  | {
      type: 'supplementRequested'
      v: 1
      on: PlainDate
      items: { kind: FileKind; what: string; ownFault: boolean; file?: string }[]
    }
  | {
      type: 'supplemented'
      v: 1
      on: PlainDate
      digest: string
      files: SubmittedFile[]
      restartsCheck: boolean
    }

const isOnFile = ({ approval }: ProjectState, { kind, digest }: SubmittedFile): boolean =>
  approval.form.files.some((file) => (file.kind === kind || kind === 'other') && file.digest === digest)

/** One file is enough for all items of its kind, but each item of kind `other` needs its own file. */
const isAnswered = (files: readonly SubmittedFile[], items: readonly FileKind[], index: number): boolean => {
  const given = new Set(files.flatMap(({ kind, digest }) => (kind === items[index] ? digest : [])))
  const before = items.slice(0, index).filter((item) => item === 'other')
  return given.size > (items[index] === 'other' ? before.length : 0)
}

const acts = {
  requestSupplement: act({
    zh: '通知补正',
    en: 'ask for a supplement',
    source: LICENSING_LAW_SUPPLEMENT,
    ...APPROVER,
    decides: true,
    body: object({
      items: list(
        object(
          { kind: oneOf(FILE_KINDS), what: prose(1000) },
          {
            ownFault: flag(),
            file: document('the file of an earlier supplement that is defective; of `other` only'),
          },
        ),
        1,
        50,
      ),
    }),
    from: ['submitted'],
    rules: ({ approval: { asked, otherGiven } }, { items }) =>
      items.flatMap(({ kind, file, ownFault }) => {
        // Whether an `other` item was requested before is known only from the file that it names.
        const isOld = kind === 'other' ? file !== undefined : asked.includes(kind)
        const item = FILE_KIND_TITLES[kind]
        const isGiven = file === undefined || (kind === 'other' && otherGiven.includes(file))
        return [
          must(asked.length === 0 || isOld || ownFault === true, 'newItemAfterNotice', { item }),
          must(isGiven, 'fileNotSupplemented', { item, digest: file ?? '' }),
        ]
      }),
    events: (_state, { items }, { on }) => [
      {
        type: 'supplementRequested',
        v: 1,
        on,
        items: items.map((item) => ({ ...item, ownFault: item.ownFault ?? false })),
      },
    ],
  }),
  supplement: act({
    zh: '补正',
    en: 'supplement',
    source: STEP_SUPPLEMENT,
    ...DEPARTMENT_LEAD,
    body: object({
      amends: digest('digest of the form that is supplemented'),
      files: list(submittedFile, 1, 50),
    }),
    // A supplemented file replaces the files of its kind in the form.
    otherDocuments: (state) => [
      ...otherApprovedFiles(state, state.approval.stage),
      ...state.approval.form.files.filter(({ kind }) => !state.approval.openItems.includes(kind)),
    ],
    from: ['supplementing'],
    rules: (state, { amends, files }) => [
      formIs(state, amends),
      ...files.flatMap(({ kind, digest }, index) => [
        must(state.approval.openItems.includes(kind), 'itemNotAsked', { item: FILE_KIND_TITLES[kind] }),
        must(!isOnFile(state, { kind, digest }), 'unchanged', { pointer: `/files/${index}/digest` }),
      ]),
      ...state.approval.openItems.map((item, index, items) =>
        must(isAnswered(files, items, index), 'itemUnanswered', { item: FILE_KIND_TITLES[item] }),
      ),
    ],
    events: ({ approval }, { files }, { on, command }) => [
      {
        type: 'supplemented',
        v: 1,
        on,
        digest: command.contentHash,
        files,
        restartsCheck: !approval.ownFault,
      },
    ],
  }),
}

const events: Events<SupplementEvent> = {
  supplementRequested: {
    evolve: (before, { items, on }) => {
      const kinds = items.map(({ kind }) => kind)
      const asked = [...new Set([...before.approval.asked, ...kinds])]
      const state = withoutSupplementExtension(before)
      return {
        ...inApproval(state, {
          asked,
          openItems: kinds,
          askedOn: on,
          ownFault: state.approval.asked.length > 0 && items.every((item) => item.ownFault),
        }),
        status: 'supplementing',
      }
    },
    notice: {
      to: ['owner'],
      zh: '请补正材料',
      en: 'A supplement is asked for',
      next: toDo('请建设单位在期限内一次补齐材料。', 'The owner is to complete the documents in time.'),
    },
    history: { zh: '通知补正', en: 'A supplement was asked for' },
    forCommissioned: true,
  },
  supplemented: {
    evolve: (before, { files, digest, on, restartsCheck }, { by }) => {
      const state = withPreparer(before, by)
      const { form, receivedOn, otherGiven } = state.approval
      const others = files.flatMap((file) => (file.kind === 'other' ? [file.digest] : []))
      return {
        ...inApproval(state, {
          form: { ...form, digest, files: [...form.files, ...files] },
          openItems: [],
          otherGiven: [...otherGiven, ...others],
          receivedOn: restartsCheck ? on : receivedOn,
        }),
        status: 'submitted',
      }
    },
    notice: {
      to: ['authority'],
      zh: '已收到补正材料',
      en: 'The supplement has arrived',
      next: toDo('请审批部门办理。', 'The authority is to deal with it.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'supplement'> = {
  supplement: {
    zh: '补正',
    en: 'supplement',
    source: POLICY_DEFAULT,
    runs: { zh: '等待补正', en: 'supplementing' },
    consequence: {
      zh: '视为撤回；延期申请尚未决定的，视为同意延长，政策另有规定的除外',
      en: 'counts as withdrawn; where more time was asked for and nobody decided, it counts as granted, unless policy says otherwise',
    },
    period: 'supplementWorkingDays',
    due: (state, facts) =>
      state.status === 'supplementing' ? [inWorkdays(supplementPeriod(state, facts), facts)] : [],
    passed: (state, _deadline, facts) => [
      extendedBySilence(state, facts)
        ? supplementExtended(facts, true)
        : { type: 'withdrawn', v: 1, cause: 'supplementOverdue', reasons: null },
    ],
    settledBy: ['supplement', 'decideSupplementExtension'],
    responsible: ['owner'],
    isUndone: null,
    warnings: { first: 5, last: 1 },
    isCurrent: isOfReceived,
  },
}

export const SUPPLEMENT = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
