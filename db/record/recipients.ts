/** The recipients of notices about an event or a deadline. */
import type { Audience, Named } from '#domain/case/notice.ts'
import { type DeadlineOf, namedOf } from '#domain/engine/deadline-notices.ts'
import type { AnyCase } from '#domain/engine/kind.ts'
import type { SeatHolders } from '#domain/tasks/awaited-signatures.ts'
import { byName, inRoles, type Recipients } from './notice-rows.ts'

type RecipientsOf = (of: AnyCase, named: Named) => Recipients[]

export const RECIPIENTS: Readonly<Record<Audience, RecipientsOf>> = {
  owner: ({ kind, state }) => [inRoles([...kind.noticeRoles.owner], state.owner)],
  authority: ({ kind, state }) => [inRoles([...kind.noticeRoles.authority], state.authority)],
  agency: ({ kind, state }) => {
    const agency = kind.agencyOf(state)
    return agency === undefined ? [] : [inRoles(['expert'], agency)]
  },
  parties: ({ kind, state }) => kind.parties(state).map(({ role, org }) => inRoles([role], org)),
  finance: () => [inRoles(['financeMinistry'], null)],
  named: (_of, { people, offices }) => [
    byName(people),
    ...offices.map(({ role, org }) => inRoles([role], org)),
  ],
}

/** The people who may hold a seat, without those who may not sign. */
export const recipientsOfSeat = ({ people, offices, leadersOnly, barred }: SeatHolders): Recipients[] => [
  ...(people.length > 0 ? [{ ...byName(people), barred }] : []),
  ...offices.map(({ role, org }) => ({ ...inRoles([role], org, leadersOnly), barred })),
]

export const NOBODY: Named = { people: [], offices: [] }

/** The people who must act before the deadline passes. */
export const responsibleFor = (of: AnyCase, deadline: DeadlineOf): Recipients[] => [
  ...(of.kind.responsible[deadline.kind] ?? []).flatMap((audience) => RECIPIENTS[audience](of, NOBODY)),
  ...namedOf(of, deadline).flatMap(recipientsOfSeat),
]
