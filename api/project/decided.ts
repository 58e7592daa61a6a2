/** What the record says of one approval: who voted in the round that carried it, its opinion, its conditions. */

import type { Approval } from '#domain/project/approval/state.ts'
import type { EventOf, ProjectEvent } from '#domain/project/events.ts'
import type { Vote } from '#domain/review/joint/panel.ts'
import { titleOfSeat } from '#domain/review/seat-titles.ts'
import { ROLES } from '#domain/values/directory.ts'
import { type CaseFile, chineseTime, namesIn } from '../papers/case-file.ts'

export interface Voice {
  /** What the seat is called on paper. */
  title: string
  by: string
  at: string
  vote: Vote
  reasons: string
  /** The digests of what was voted on: the form first, then the files. */
  digests: readonly string[]
}

export interface Decided {
  voices: Voice[]
  sharingOpinion: string
  conditions: EventOf<'conditionsSet'>['conditions']
}

/** Those who voted for it. */
export const signersOf = ({ voices }: Decided): Voice[] => voices.filter(({ vote }) => vote === 'for')

type Approved = EventOf<'stageApproved'>

/** Throws when the events that were read do not hold the approval: what is unknown is not printed as nothing. */
export function decidedIn(file: CaseFile, approval: Approval): Decided {
  let decided: Decided | undefined
  const voices = new Map<string, Voice>()
  for (const entry of file.timeline) {
    const event = entry.event as ProjectEvent
    if (event.type === 'verdictGiven' && event.step === 'decision') {
      voices.set(event.seat, voiceOf(file, { ...entry, event }))
    }
    if (event.type === 'voteTakenBack' && event.step === 'decision') voices.delete(event.seat)
    if (event.type === 'stageApproved' && isOf(event, approval)) {
      decided = { voices: [...voices.values()], sharingOpinion: event.sharingOpinion, conditions: [] }
    }
    // They follow their approval at once.
    if (decided && event.type === 'conditionsSet' && event.stage === approval.stage) {
      decided = { ...decided, conditions: event.conditions }
    }
    if (endsRound(event)) voices.clear()
  }
  if (!decided)
    throw new Error(`the approval ${approval.documentNumber} is not among the events that were read`)
  return decided
}

/** After a revocation the number may come again; then the last one counts. */
const isOf = ({ stage, documentNumber }: Approved, approval: Approval): boolean =>
  stage === approval.stage && documentNumber === approval.documentNumber

/** A vote counts in its own round only: what was voided, or led to another decision, signs nothing. */
const endsRound = (event: ProjectEvent): boolean =>
  ['stageApproved', 'stageRefused', 'stageReturned'].includes(event.type) ||
  (event.type === 'verdictsVoided' && event.step === 'decision')

type Verdict = CaseFile['timeline'][number] & { event: EventOf<'verdictGiven'> }

function voiceOf({ caller }: CaseFile, { event, by, at }: Verdict): Voice {
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

/** A seat of another policy is called by the role of whoever sat there; their unit stands beside the name. */
const titleOf = (seat: string, by: Verdict['by']): string =>
  titleOfSeat(seat)?.zh ?? (by.kind === 'person' ? ROLES[by.role].zh : seat)
