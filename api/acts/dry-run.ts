/** Asking whether an act would be done, without doing it. */

import type { Refusal } from '#domain/case/refusal.ts'
import { decide } from '#domain/engine/decide.ts'
import { namedByCommand } from '#domain/engine/named-by-command.ts'
import { BODIES, type Verb } from '#domain/project/actions.ts'
import { ofProject } from '#domain/project/kind.ts'
import type { CommandId, ProjectId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import { contentHash } from '#wire/content-hash.ts'
import type { Caller } from '../auth/caller.ts'
import { namedBy } from '../input/references.ts'
import { factsFor } from '../reads/caller-facts.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { detachProse } from './content.ts'

/** Every unmet condition, by the rules that decide in earnest; null: it would be done. */
export async function refusalOf(
  services: Services,
  caller: Caller,
  { verb, project, body }: { verb: Verb; project: ProjectId; body: unknown },
): Promise<Refusal | 'absent' | null> {
  const seen = await services.views.find(project, viewerOf(caller), dateOf(caller.now))
  if (!seen) return 'absent'
  const content = detachProse(BODIES[verb], body).body
  const command = { kind: 'act', verb, body: content } as const
  const ids = namedByCommand(ofProject(seen.state), command)
  const facts = {
    ...factsFor(seen.facts, caller),
    named: await namedBy(services, caller, { ids, project }),
    command: { id: '' as CommandId, contentHash: contentHash(content) },
  }
  const decision = decide(ofProject(seen.state), command, facts)
  return 'refusal' in decision ? decision.refusal : null
}
