/** Examines one case and repairs its hosting. */
import { caseNow, type Finding, type TroubleRow } from '#db/hosting.ts'
import type { Trouble } from '#db/schema/hosting.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { CATCH_UP_SIGNAL } from '#wire/names.ts'
import { signalCase } from '#wire/signal-case.ts'
import { diagnose, type WorkerAvailability } from './diagnosis.ts'
import { type HostingParts, rehost } from './rehost.ts'
import { describe } from './temporal-workflows.ts'

export interface Examined {
  /** To be noted; undefined: the case was and is hosted correctly. */
  finding: Finding | undefined
  /** If the case was rehosted: why, and when that was noted. */
  hosted?: { trouble: Trouble; why: string; atReal: Instant }
}

export async function examine(
  parts: HostingParts,
  caseId: CaseId,
  { before, availability }: { before: TroubleRow | undefined; availability: WorkerAvailability },
): Promise<Examined> {
  try {
    const found = await describe(parts.client, caseId)
    // Read the record after Temporal, so that it is not older than what Temporal says.
    const { open, isHeld } = await caseNow(parts.pool, caseId)
    if (isHeld) return { finding: undefined }
    if (open && before?.trouble === 'requested') {
      const atReal = await rehost(parts, caseId, { found, why: before.why, isOpen: true })
      return { finding: healthy(caseId), hosted: { trouble: 'requested', why: before.why, atReal } }
    }
    const diagnosis = diagnose(parts.kinds, open, found, availability)
    // While a task waits or is retried, nothing is known yet: keep the earlier finding.
    if (!diagnosis) return { finding: before && !found?.hasPendingTask ? healthy(caseId) : undefined }
    const { isOutOfStep, trouble, why } = diagnosis
    const finding: Finding = { caseId, trouble, why }
    if (isOutOfStep && before?.trouble !== trouble) {
      // First ask the workflow to read the record. It has time until its next examination.
      await signalCase(parts.client, caseId, { name: CATCH_UP_SIGNAL })
      return { finding }
    }
    const isOpen = open !== undefined
    const atReal = await rehost(parts, caseId, { found, why, isOpen })
    if (!isOpen) return { finding }
    return { finding: { caseId, trouble, why: toBeConfirmed(why) }, hosted: { trouble, why, atReal } }
  } catch (error) {
    // A case that cannot be examined must not block the others.
    const why = `could not be examined: ${String(error).slice(0, 300)}`
    return { finding: { caseId, trouble: before?.trouble ?? 'missing', why } }
  }
}

/** The trouble stays noted until a pass finds the case healthy. The finding from before the rehosting is outdated. */
const toBeConfirmed = (why: string): string => `rehosted, to be confirmed by the next pass; before: ${why}`

const healthy = (caseId: CaseId): Finding => ({ caseId, trouble: null, why: '' })
