import { namedOf, RESPONSIBLE } from '#domain/project/deadline-notices.ts'
import type { Audience, Named } from '#domain/project/notices.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { SeatHolders } from '#domain/tasks/awaited-signatures.ts'
import { byName, inRoles, type Recipients } from './notice-rows.ts'

type RecipientsOf = (state: ProjectState, named: Named) => Recipients[]

export const RECIPIENTS: Readonly<Record<Audience, RecipientsOf>> = {
  owner: ({ owner }) => [inRoles(['departmentLead', 'applicant'], owner)],
  authority: ({ authority }) => [inRoles(['approver'], authority)],
  agency: ({ approval, evaluation }) => {
    const agency = evaluation?.post?.evaluator ?? approval.appraisal?.agency
    return agency === undefined ? [] : [inRoles(['expert'], agency)]
  },
  finance: () => [inRoles(['financeMinistry'], null)],
  named: (_state, { people, offices }) => [
    byName(people),
    ...offices.map(({ role, org }) => inRoles([role], org)),
  ],
}

/** Whoever may hold a seat, without those who may not sign. */
export const heldBy = ({ people, offices, leadersOnly, barred }: SeatHolders): Recipients[] => [
  ...(people.length > 0 ? [{ ...byName(people), barred }] : []),
  ...offices.map(({ role, org }) => ({ ...inRoles([role], org, leadersOnly), barred })),
]

const NOBODY: Named = { people: [], offices: [] }

/** Whoever must act before the deadline passes. */
export const responsibleFor = (
  state: ProjectState,
  deadline: Pick<ProjectState['deadlines'][number], 'kind' | 'round'>,
): Recipients[] => [
  ...RESPONSIBLE[deadline.kind].flatMap((audience) => RECIPIENTS[audience](state, NOBODY)),
  ...namedOf(state, deadline).flatMap(heldBy),
]
