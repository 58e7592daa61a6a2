/** Decides whether an act would be refused, without doing it. */

import { findHold } from '#db/intake/holds.ts'
import { bodyShapeOf } from '#domain/case/kind.ts'
import type { Refusal } from '#domain/case/refusal.ts'
import { decide } from '#domain/engine/decide.ts'
import { namedByCommand } from '#domain/engine/named-by-command.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import { contentHash } from '#wire/content-hash.ts'
import type { Caller } from '../auth/caller.ts'
import { namedBy } from '../input/references.ts'
import { factsFor } from '../reads/caller-facts.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { detachProse } from './content.ts'

/** Every unmet condition, by the same rules as a real decision; null: the act would be applied. */
export async function refusalOf(
  services: Services,
  caller: Caller,
  { verb, caseId, body }: { verb: string; caseId: CaseId; body: unknown },
): Promise<Refusal | 'absent' | null> {
  const seen = await services.views.find(caseId, viewerOf(caller), dateOf(caller.now))
  if (!seen) return 'absent'
  const hold = await findHold(services.pool, caseId)
  if (hold) return { unmet: [{ code: 'caseHeld', params: { ...hold } }] }
  const content = detachProse(bodyShapeOf(seen.kind, verb), body).body
  const command = { kind: 'act', verb, body: content } as const
  const ids = namedByCommand(seen, command)
  const facts = {
    ...factsFor(seen.facts, caller),
    named: await namedBy(services, caller, { ids, caseId }),
    command: { id: '' as CommandId, contentHash: contentHash(content) },
  }
  const decision = decide(seen, command, facts)
  return 'refusal' in decision ? decision.refusal : null
}
