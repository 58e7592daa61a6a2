/** What seats are called. */
import type { Words } from '../case/kind.ts'
import { ADDED_SEAT } from './panels.ts'

const SEAT_TITLES: Readonly<Record<string, Words>> = {
  handler: { zh: '经办人', en: 'the handler' },
  leader: { zh: '负责人', en: 'the leader' },
}
const ADDED: Words = { zh: '加签', en: 'an added signer' }

/** The seats that nearly every policy has, and those that were added; any other is known by its name in the policy. */
export function titleOfSeat(seat: string): Words | undefined {
  if (seat.startsWith(ADDED_SEAT)) return ADDED
  // A message may name any.
  return Object.hasOwn(SEAT_TITLES, seat) ? SEAT_TITLES[seat] : undefined
}

/** The same of any seat, to stand in a sentence: 席位“{seat}”, the seat of {seat}. Added ones are told apart. */
export function wordsOfSeat(seat: string): Words {
  if (!seat.startsWith(ADDED_SEAT)) return titleOfSeat(seat) ?? { zh: seat, en: `“${seat}”` }
  const number = seat.slice(ADDED_SEAT.length)
  return { zh: `${ADDED.zh} ${number}`, en: `added signer ${number}` }
}

/** What is done at a seat. */
export function atSeat({ zh, en }: Words, seat: string): Words {
  const title = titleOfSeat(seat) ?? { zh: `席位“${seat}”`, en: `“${seat}”` }
  return { zh: `${zh}（${title.zh}）`, en: `${en} (seat of ${title.en})` }
}

/** The same as the history of an event. */
export const happenedAtSeat =
  (zh: string, en: string) =>
  ({ seat }: { seat: string }): Words =>
    atSeat({ zh, en }, seat)
