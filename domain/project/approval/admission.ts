/** T2 to T4: the completeness check. The authority asks once for everything missing, admits, or declines. */

import { pathOf } from '../../case/parts.ts'
import { isSameRoot } from '../../values/directory.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { catalogChecks, catalogMark } from './catalog.ts'
import type { SubmittedFile } from './state.ts'
import type { FileKind } from './words.ts'

export const formIs = (state: ProjectState, digest: string) =>
  must(state.approval.form.digest === digest, 'formMoved', { current: state.approval.form.digest })

const isOnFile = ({ approval }: ProjectState, { kind, digest }: SubmittedFile): boolean =>
  approval.form.files.some((file) => (file.kind === kind || kind === 'other') && file.digest === digest)

/** One file answers all that was asked of a document; of what has no name of its own each item has its file. */
const isAnswered = (files: readonly SubmittedFile[], items: readonly FileKind[], index: number): boolean => {
  const given = new Set(files.flatMap(({ kind, digest }) => (kind === items[index] ? digest : [])))
  const before = items.slice(0, index).filter((item) => item === 'other')
  return given.size > (items[index] === 'other' ? before.length : 0)
}

export const ADMISSION_RULES: Rules<
  'requestSupplement' | 'supplement' | 'amendCatalog' | 'admit' | 'declineAdmission'
> = {
  requestSupplement: {
    ready: (state) => [inStatus(state, 'submitted')],
    rules: ({ approval: { asked, otherGiven } }, { items }) =>
      items.flatMap(({ kind, file, ownFault }) => {
        // Whether another `other` is the one of before only its file tells.
        const isOld = kind === 'other' ? file !== undefined : asked.includes(kind)
        const isGiven = file === undefined || (kind === 'other' && otherGiven.includes(file))
        return [
          must(asked.length === 0 || isOld || ownFault === true, 'newItemAfterNotice', { item: kind }),
          must(isGiven, 'fileNotSupplemented', { item: kind, digest: file ?? '' }),
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
  },
  supplement: {
    ready: (state) => [inStatus(state, 'supplementing')],
    rules: (state, { amends, files }) => [
      formIs(state, amends),
      ...files.flatMap(({ kind, digest }, index) => [
        must(state.approval.openItems.includes(kind), 'itemNotAsked', { item: kind }),
        must(!isOnFile(state, { kind, digest }), 'unchanged', { pointer: `/files/${index}/digest` }),
      ]),
      ...state.approval.openItems.map((item, index, items) =>
        must(isAnswered(files, items, index), 'itemUnanswered', { item }),
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
  },
  amendCatalog: {
    ready: (state) => [inStatus(state, 'submitted', 'supplementing', 'admitted', 'appraising', 'deciding')],
    rules: (state, { amends, catalog }) => [
      formIs(state, amends),
      ...catalogChecks(catalog),
      must(catalogMark(catalog) !== state.approval.form.catalogMark, 'unchanged', { pointer: '/catalog' }),
    ],
    events: (_state, { catalog }, { command }) => [
      { type: 'catalogAmended', v: 1, digest: command.contentHash, catalog },
    ],
  },
  admit: {
    ready: (state) => [inStatus(state, 'submitted')],
    events: (_state, _body, facts) => [admission(facts, facts.on, false)],
  },
  declineAdmission: {
    ready: (state) => [inStatus(state, 'submitted')],
    // T4: whoever lacks the competence tells who has it.
    rules: (state, { rightAuthority }, { named }) => [
      must(!isSameRoot(pathOf(named, rightAuthority), [state.authority]), 'rightAuthorityIsSelf', {
        name: rightAuthority,
      }),
    ],
    events: (_state, { rightAuthority, reasons }) => [
      { type: 'admissionDeclined', v: 1, rightAuthority, reasons },
    ],
  },
}

/** T4, and the silent admission of T2, which counts from the receipt date. */
export const admission = ({ policy }: Facts, on: Facts['on'], silently: boolean): ProjectEvent => ({
  type: 'admitted',
  v: 1,
  on,
  silently,
  workingDays: policy.values.decisionWorkingDays,
})
