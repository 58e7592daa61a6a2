/** Reads one approval from the record: the votes of its round, its opinion and its conditions. */

import type { Approval } from '#domain/project/approval/state.ts'
import type { EventOf, ProjectEvent } from '#domain/project/events.ts'
import type { Vote } from '#domain/review/joint/panel.ts'
import { titleOfSeat } from '#domain/review/seat-titles.ts'
import { ROLES } from '#domain/values/directory.ts'
import { type CaseFile, chineseTime, namesIn } from '../papers/case-file.ts'

export interface SeatVote {
  /** The name of the seat on paper. */
  title: string
  by: string
  at: string
  vote: Vote
  reasons: string
  /** The digests of the subject of the vote: the form first, then the files. */
  digests: readonly string[]
}

export interface ApprovalRecord {
  votes: SeatVote[]
  sharingOpinion: string
  conditions: EventOf<'conditionsSet'>['conditions']
}

/** The people who voted for it. */
export const signersOf = ({ votes }: ApprovalRecord): SeatVote[] => votes.filter(({ vote }) => vote === 'for')

type Approved = EventOf<'stageApproved'>

/** Throws when the events do not contain the approval, so that an incomplete paper is never printed. */
export function approvalRecordOf(file: CaseFile, approval: Approval): ApprovalRecord {
  let decided: ApprovalRecord | undefined
  const votes = new Map<string, SeatVote>()
  for (const entry of file.timeline) {
    const event = entry.event as ProjectEvent
    if (event.type === 'verdictGiven' && event.step === 'decision') {
      votes.set(event.seat, voteOf(file, { ...entry, event }))
    }
    if (event.type === 'voteTakenBack' && event.step === 'decision') votes.delete(event.seat)
    if (event.type === 'stageApproved' && isOf(event, approval)) {
      decided = { votes: [...votes.values()], sharingOpinion: event.sharingOpinion, conditions: [] }
    }
    // The conditions follow immediately after their approval.
    if (decided && event.type === 'conditionsSet' && event.stage === approval.stage) {
      decided = { ...decided, conditions: event.conditions }
    }
    if (endsRound(event)) votes.clear()
  }
  if (!decided)
    throw new Error(`the events of the case do not contain the approval ${approval.documentNumber}`)
  return decided
}

/** After a revocation the number may be used again; then the last approval counts. */
const isOf = ({ stage, documentNumber }: Approved, approval: Approval): boolean =>
  stage === approval.stage && documentNumber === approval.documentNumber

/** A vote counts only in its own round: votes of a voided round, or of one with another decision, are no signatures. */
const endsRound = (event: ProjectEvent): boolean =>
  ['stageApproved', 'stageRefused', 'stageReturned'].includes(event.type) ||
  (event.type === 'verdictsVoided' && event.step === 'decision')

type Verdict = CaseFile['timeline'][number] & { event: EventOf<'verdictGiven'> }

function voteOf({ caller }: CaseFile, { event, by, at }: Verdict): SeatVote {
  const { seat, vote, reasons, formDigest, fileDigests } = event
  return {
    title: titleOf(seat, by),
    by: namesIn(caller).by(by),
    at: chineseTime(at),
    vote,
    reasons: reasons ?? '',
    digests: [formDigest, ...fileDigests],
  }
}

/** A seat that this program does not know is named by the role of the voter, whose organisation is printed with the name. */
const titleOf = (seat: string, by: Verdict['by']): string =>
  titleOfSeat(seat)?.zh ?? (by.kind === 'person' ? ROLES[by.role].zh : seat)
