/** Looking at one case closely, and doing what its trouble needs. */
import { caseNow, type Finding, type TroubleRow } from '#db/hosting.ts'
import type { Trouble } from '#db/schema/hosting.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { CATCH_UP_SIGNAL } from '#wire/names.ts'
import { signalCase } from '#wire/signal-case.ts'
import { describe } from './engine.ts'
import { type HostingParts, hostAfresh } from './host-case.ts'
import { type Serving, verdictOn } from './verdict.ts'

export interface Examined {
  /** What to note; undefined: there is and was nothing. */
  finding: Finding | undefined
  /** Why it was hosted afresh and when that was noted, if it was. */
  hosted?: { trouble: Trouble; why: string; atReal: Instant }
}

export async function examine(
  parts: HostingParts,
  caseId: CaseId,
  { before, serving }: { before: TroubleRow | undefined; serving: Serving },
): Promise<Examined> {
  try {
    const found = await describe(parts.client, caseId)
    // After the engine's word, so that what the record has is not older than it.
    const { open, isHeld } = await caseNow(parts.pool, caseId)
    if (isHeld) return { finding: undefined }
    if (open && before?.trouble === 'requested') {
      const atReal = await hostAfresh(parts, caseId, { found, why: before.why, isOpen: true })
      return { finding: well(caseId), hosted: { trouble: 'requested', why: before.why, atReal } }
    }
    const verdict = verdictOn(parts.kinds, open, found, serving)
    // A task that waits or is tried once more says nothing yet: what was found before stands.
    if (!verdict) return { finding: before && !found?.hasPendingTask ? well(caseId) : undefined }
    const { isOutOfStep, ...told } = verdict
    const finding: Finding = { caseId, ...told }
    if (isOutOfStep && before?.trouble !== verdict.trouble) {
      // It is asked to look at the record first, and gets the time until its next turn.
      await signalCase(parts.client, caseId, { name: CATCH_UP_SIGNAL })
      return { finding }
    }
    const isOpen = open !== undefined
    const atReal = await hostAfresh(parts, caseId, { found, why: verdict.why, isOpen })
    if (!isOpen) return { finding }
    const { trouble, why } = verdict
    return { finding: { caseId, trouble, why: toBeConfirmed(why) }, hosted: { trouble, why, atReal } }
  } catch (error) {
    // One case that cannot be looked at holds up no other.
    const why = `could not be looked at: ${String(error).slice(0, 300)}`
    return { finding: { caseId, trouble: before?.trouble ?? 'missing', why } }
  }
}

/** It stays a trouble until a pass finds it well: what was found before it was hosted is true no more. */
const toBeConfirmed = (why: string): string =>
  `hosted afresh, to be confirmed by the next pass; before: ${why}`

const well = (caseId: CaseId): Finding => ({ caseId, trouble: null, why: '' })
